// Calls of LuaSocket in Lua, made at random by a program in Lua.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { createLua, type LuaFunction, type LuaInput, results } from "luasocket/lua";
import type { LuaVersion } from "#src/vm/runtime/module.ts";
import { packageRoot } from "../../support/program.ts";
import { Dice } from "../dice.ts";
import { CALLS_PER_ROUND, type Log, type Target } from "../round.ts";
import { closeOrphan, identityOf, World } from "../typescript/world.ts";

const PROGRAM = readFileSync(join(packageRoot, "test/fuzz/lua/fuzz.lua"));
const DIALECTS = ["3.1", "3.1", "defold", "2.0"] as const;
/** So many programs run side by side where they can. */
const TASKS = 3;

/** What the engine says of our own mistakes. Lua's errors, LuaSocket's and the program's own are as many as they are. */
const OURS =
  /unreachable|is not a function|Cannot read|Cannot set|Cannot convert|out of (bounds|range)|RangeError|Invalid (array|typed)|Maximum call|null function|signature mismatch|not iterable|not an instance/;

export interface LuaTargetOptions {
  readonly version: LuaVersion;
  readonly eventLoop: boolean;
  readonly directory: string;
}

export function luaTarget({ version, eventLoop, directory }: LuaTargetOptions): Target {
  return {
    async play(seed, round, log) {
      const world = new World("blocking", directory);
      const dialect = DIALECTS[round % DIALECTS.length] as (typeof DIALECTS)[number];
      const common = { version, dialect, encoding: "latin1", memoryLimitBytes: 256 * 1024 * 1024 } as const;
      const host = hostFunctions(world, new Dice(seed, version, round), log);
      if (eventLoop) {
        using lua = createLua({ ...common, eventLoop });
        const started = Array.from({ length: TASKS }, (_, task) =>
          lua.run(PROGRAM, host, seed, round, task, CALLS_PER_ROUND, TASKS),
        );
        for (const outcome of await Promise.allSettled(started)) {
          if (outcome.status === "rejected") log.finds(`the program failed: ${inspect(outcome.reason)}`);
        }
      } else {
        using lua = createLua(common);
        lua.run(PROGRAM, host, seed, round, 0, CALLS_PER_ROUND, 1);
      }
      await world.end();
    },
  };
}

function hostFunctions(world: World, dice: Dice, log: Log): { readonly [name: string]: LuaInput } {
  return {
    name: String(process.pid),
    wantsWords: log.wantsWords,
    says: (words: string) => log.says(words),
    begins: (call: number) => log.begins(call),
    identityOf,
    close: (fd: number, identity: number | undefined) => closeOrphan(fd, identity),
    ends: () => world.dropFresh(),
    check(error: unknown) {
      // Anything can be raised; what says something of us, is text.
      if (typeof error === "string" && OURS.test(error)) log.finds(`raised ${inspect(error)}`);
    },
    drainPort: () => world.drainPort,
    freshPath: () => world.freshPath(),
    freshDescriptor: () => world.freshDescriptor(dice),
    object: new Map([[1, 2]]),
    callback: () => results(1, "x"),
    raises() {
      throw new Error("raised in JavaScript");
    },
    later: async () => 1,
    calls: (fn: LuaFunction) => results(...fn()),
  };
}
