// The ways in which the same calls are made: by blocking, with promises, in Lua.

import { join } from "node:path";
import blocking from "luasocket";
import { createLua, type LuaInput, type LuaObject } from "luasocket/lua";
import promises from "luasocket/promises";
import type { DialectName } from "#src/net/dialect.ts";
import { call, type Loose } from "../fuzz/typescript/world.ts";
import { must } from "../support/connected-pair.ts";
import type { Results } from "./model.ts";

/** The receiving end, whoever has it. */
export interface Client {
  call(method: string, ...args: unknown[]): Results | Promise<Results>;
  close(): unknown;
}

export interface Way {
  readonly name: string;
  readonly dialect: DialectName;
  /** It has only what LuaSocket in Lua has: no encodings, no receiveinto. */
  readonly isLua: boolean;
  /** Calls take a signal. */
  readonly hasSignals: boolean;
  connect(transport: Transport, address: Address): Client | Promise<Client>;
  end(): void;
}

export type Transport = "tcp" | "unix";
export type Address = number | string;

function typescriptWay(kind: "blocking" | "promises", dialect: DialectName): Way {
  const base = kind === "blocking" ? blocking : promises;
  const socket = base.configure({ dialect }) as unknown as Loose & { unix: Loose };
  // Defold's has none.
  const { unix } = base.configure({ dialect: "3.1" }) as unknown as { unix: Loose };
  return {
    name: `${kind}, dialect ${dialect}`,
    dialect,
    isLua: false,
    // The calls of 2.0 take strings and patterns, and nothing else.
    hasSignals: kind === "promises" && dialect !== "2.0",
    async connect(transport, address) {
      const made = transport === "tcp" ? call(socket, "tcp") : call(unix, "stream");
      const [object] = made as readonly [Loose];
      must(
        asDone(await call(object, "connect", ...(transport === "tcp" ? ["127.0.0.1", address] : [address]))),
      );
      return {
        call: (method, ...args) => resultsOf((object[method] as Loose[string])(...args)),
        close: () => call(object, "close"),
      };
    },
    end() {},
  };
}

const asDone = (results: unknown): readonly [unknown, unknown?] => results as readonly [unknown, unknown?];

function resultsOf(outcome: unknown): Results | Promise<Results> {
  if (outcome instanceof Promise) return outcome.then(resultsOf);
  return (Array.isArray(outcome) ? outcome : [outcome]) as unknown as Results;
}

function luaWay(version: "5.4" | "5.1", eventLoop: boolean, dialect: DialectName): Way {
  const options = { version, dialect, encoding: "latin1" } as const;
  const looping = eventLoop ? createLua({ ...options, eventLoop }) : undefined;
  const lua = looping ?? createLua(options);
  const caller = lua.load("local object, name = ... return object[name](object, select(3, ...))");
  const run = (...args: unknown[]): Results | Promise<Results> => {
    const given = args as LuaInput[];
    return (looping === undefined ? caller(...given) : looping.spawn(caller, ...given)) as
      | Results
      | Promise<Results>;
  };
  const make = lua.load(`
    local transport = ...
    if transport == "unix" then return require("socket.unix").stream() end
    return require("socket").tcp()`);
  return {
    name: `Lua ${version}${eventLoop ? " in the event loop" : ""}, dialect ${dialect}`,
    dialect,
    isLua: true,
    hasSignals: false,
    async connect(transport, address) {
      const [object] = make(transport) as [unknown] as [LuaObject];
      const place: unknown[] = transport === "tcp" ? ["127.0.0.1", address] : [address];
      must(asDone(await run(object, "connect", ...place)));
      return {
        call: (method, ...args) => run(object, method, ...args),
        close: () => run(object, "close"),
      };
    },
    end: () => lua.close(),
  };
}

export const WAYS: Readonly<Record<string, () => Way>> = {
  blocking: () => typescriptWay("blocking", "3.1"),
  "blocking-defold": () => typescriptWay("blocking", "defold"),
  "blocking-2.0": () => typescriptWay("blocking", "2.0"),
  promises: () => typescriptWay("promises", "3.1"),
  "promises-defold": () => typescriptWay("promises", "defold"),
  "promises-2.0": () => typescriptWay("promises", "2.0"),
  "lua-5.4": () => luaWay("5.4", false, "3.1"),
  "lua-5.1": () => luaWay("5.1", false, "3.1"),
  "lua-5.4-event-loop": () => luaWay("5.4", true, "3.1"),
  "lua-5.1-event-loop": () => luaWay("5.1", true, "3.1"),
  "lua-5.4-2.0": () => luaWay("5.4", false, "2.0"),
  "lua-5.1-event-loop-2.0": () => luaWay("5.1", true, "2.0"),
};

/** A path for a unix-domain socket. */
export const pathIn = (directory: string, number: number): string => join(directory, `s${number}`);
