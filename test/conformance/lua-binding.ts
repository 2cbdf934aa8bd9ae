// LuaSocket in Lua as a binding: JavaScript objects that forward the methods of Lua objects.

import {
  createLua,
  type LuaFunction,
  type LuaInput,
  LuaObject,
  LuaTable,
  type LuaValue,
} from "luasocket/lua";
import type { LuaVersion } from "#src/vm/runtime/module.ts";
import type { Binding, Later, Namespace, Results } from "./binding.ts";

/** Lua code that makes a call, given a function and its arguments, and returns the function's results. */
const DIRECTLY = "return ...";
/** The same through coroutines and protected calls, as in many programs. */
const IN_COROUTINES = `
  local function check(ok, ...)
    if ok then return ... end
    error((...), 0)
  end
  local call = ...
  return function(...)
    return coroutine.wrap(function(...)
      return coroutine.wrap(function(...) return check(pcall(call, ...)) end)(...)
    end)(...)
  end
`;

interface Options {
  readonly signal?: AbortSignal | undefined;
}

type Call = (options: Options | undefined, fn: LuaFunction, args: readonly LuaInput[]) => Later<LuaValue[]>;

/** Methods that never wait. In an event loop, the others do. */
const IMMEDIATE: ReadonlySet<string> = new Set([
  "close",
  "getfd",
  "getsockname",
  "getstats",
  "listen",
  "settimeout",
]);

class LuaBinding {
  /** Maps a Lua value to its stand-in, so that the same value has the same object. */
  private readonly standIns = new WeakMap<object, object>();
  private readonly values = new WeakMap<object, LuaInput>();
  private readonly invoke: LuaFunction;
  private readonly toTable: (content: LuaInput) => LuaTable;
  private readonly call: Call;

  constructor(invoke: LuaFunction, toTable: (content: LuaInput) => LuaTable, call: Call) {
    this.invoke = invoke;
    this.toTable = toTable;
    this.call = call;
  }

  /** A stand-in with the methods of a Lua object or module. */
  private standIn(value: LuaObject): object {
    const known = this.standIns.get(value);
    if (known !== undefined) return known;
    const standIn = new Proxy(
      {},
      {
        get: (_target, name) => {
          // await, comparison and printing request property names that Lua does not have.
          if (typeof name !== "string" || name === "then" || name === "toJSON") return undefined;
          return (...args: unknown[]) => this.method(value, name, args);
        },
      },
    );
    this.standIns.set(value, standIn);
    this.values.set(standIn, value as LuaInput);
    return standIn;
  }

  /** A function of a module, called without an object as first argument. */
  fn(module: LuaTable, name: string, isImmediate: boolean): (...args: unknown[]) => Later<Results> {
    return (...args) => this.apply(module.get(name) as LuaFunction, args, isImmediate);
  }

  private method(value: LuaObject, name: string, args: unknown[]): unknown {
    // A path needs no lookup.
    const isOfPath = name === "bind" && String(value.get("class")).startsWith("unix");
    const results = this.apply(this.invoke, [value, name, ...args], isOfPath || IMMEDIATE.has(name));
    if (name !== "getfd" && name !== "close") return results;
    return (results as Results)[0];
  }

  private apply(fn: LuaFunction, given: readonly unknown[], isImmediate: boolean): Later<Results> {
    const args = [...given];
    const last = args.at(-1) as Options | undefined;
    const options = last?.signal instanceof AbortSignal ? (args.pop() as Options) : undefined;
    const inputs = args.map((arg) => this.input(arg));
    if (isImmediate) return this.results(fn(...inputs));
    const results = this.call(options, fn, inputs);
    return results instanceof Promise
      ? results.then((values) => this.results(values))
      : this.results(results as LuaValue[]);
  }

  private input(value: unknown): LuaInput {
    if (Array.isArray(value)) return value.map((element) => this.input(element));
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value as LuaInput;
    const known = this.values.get(value);
    if (known !== undefined) return known;
    // select also accepts any object with a descriptor.
    const { getfd } = value as { getfd?: () => number };
    if (getfd === undefined) return value as LuaInput;
    const table = this.toTable({ getfd: () => getfd() });
    this.values.set(value, table);
    this.standIns.set(table, value);
    return table;
  }

  private results(values: readonly LuaValue[]): Results {
    const results = values.map((value) => this.output(value));
    // LuaSocket pads with nil.
    while (results.length > 1 && results.at(-1) === undefined) results.pop();
    return results;
  }

  private output(value: LuaValue): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof LuaTable && this.standIns.get(value) === undefined) {
      return value.toArray().map((element) => this.output(element));
    }
    return value instanceof LuaObject ? this.standIn(value) : this.standIns.get(value);
  }
}

export interface LuaBindingOptions {
  readonly version: LuaVersion;
  readonly eventLoop: boolean;
  readonly inCoroutines: boolean;
}

/** LuaSocket in a VM of its own. */
export function luaBinding({ version, eventLoop, inCoroutines }: LuaBindingOptions): Binding {
  const blocking = eventLoop ? undefined : createLua({ version });
  const looping = eventLoop ? createLua({ version, eventLoop }) : undefined;
  const lua = blocking ?? looping ?? createLua();
  const wrap = lua.load(inCoroutines ? IN_COROUTINES : DIRECTLY);
  const caller = wrap(lua.load("local f = ... return f(select(2, ...))"))[0] as LuaFunction;
  const call: Call = (options, fn, args) =>
    looping === undefined ? caller(fn, ...args) : looping.with(options ?? {}).spawn(caller, fn, ...args);
  const invoke = lua.load("local object, name = ... return object[name](object, select(3, ...))");
  const binding = new LuaBinding(invoke, (content) => lua.table(content), call);

  const module = lua.require("socket") as LuaTable;
  const unix = lua.require("socket.unix") as LuaTable;
  const dns = module.get("dns") as LuaTable;
  const socket = {
    tcp: binding.fn(module, "tcp", true),
    udp: binding.fn(module, "udp", true),
    connect: binding.fn(module, "connect", false),
    bind: binding.fn(module, "bind", false),
    unix: { stream: binding.fn(unix, "stream", true), dgram: binding.fn(unix, "dgram", true) },
    select: binding.fn(module, "select", false),
    sleep: binding.fn(module, "sleep", false),
    dns: { toip: binding.fn(dns, "toip", false) },
  };
  return {
    name: `Lua ${version}${eventLoop ? " in the event loop" : ""}${inCoroutines ? ", in coroutines" : ""}`,
    socket: socket as unknown as Namespace,
    blocks: !eventLoop,
    lacks: eventLoop ? ["receiveinto"] : ["receiveinto", "signals"],
    throwsLate: eventLoop,
  };
}
