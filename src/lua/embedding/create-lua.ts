// Lua inside a program: what `luasocket/lua` gives.

import type { DialectName } from "../../net/dialect.ts";
import { isDialectName } from "../../net/dialects/dialects.ts";
import type { Limits } from "../../net/receive-limits.ts";
import type { Policy } from "../../policy/policy.ts";
import { type Encoding, isEncoding } from "../../text/encoding.ts";
import type { TraceSetting } from "../../trace/switch.ts";
import { LuaVm } from "../../vm/lua-vm.ts";
import type { LuaVersion } from "../../vm/runtime/module.ts";
import { type SandboxOptions, sandboxOf } from "../../vm/sandbox/sandbox.ts";
import { openTextLoaders } from "../../vm/sandbox/text-only.ts";
import type { LuaInput, LuaValue } from "../../vm/values/value.ts";
import { hasOwnPath, installSockets } from "../modules/install.ts";
import type { LuaWaiting } from "../wait/waiting.ts";
import { EventLoopLua } from "./event-loop-lua.ts";
import { CHUNK_NAME, LuaBase } from "./lua-base.ts";

/** How a Lua is made; everything has a default. */
export interface LuaOptions<E extends Encoding = Encoding> {
  /** The language, `"5.4"` by default, for the dialect `"defold"` `"5.1"`. */
  readonly version?: LuaVersion;
  /** Which LuaSocket `require "socket"` gives, `"3.1"` by default. */
  readonly dialect?: DialectName;
  /**
   * What strings of JavaScript are in Lua, and the reverse: `"utf8"` by default. Under `"buffer"` strings
   * of Lua come as Buffers, under `"latin1"` as strings of one character for each byte.
   */
  readonly encoding?: E;
  /** What `os.getenv` sees, and where LUA_PATH is looked up. `process.env` by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The most memory that Lua may use, in bytes; at most, and by default, 2 GiB. */
  readonly memoryLimitBytes?: number;
  /** Where sockets may go; everywhere unless said, and nowhere unless said in a sandbox. */
  readonly policy?: Policy;
  /** How many bytes one receive of a new stream may gather; any number unless said. */
  readonly limits?: Limits;
  /**
   * Tells of each call of its sockets: `true` in lines on standard error, or a function that is given a
   * {@link TracedCall}; `false` for no trace. As the environment variable LUASOCKET_TRACE says, unless said.
   */
  readonly trace?: TraceSetting;
  /**
   * Holds a program that is not trusted: files, environment variables and commands are refused but for what is said
   * here, code is loaded as text only, and of `debug` there are `traceback` and `getinfo`. `true` allows nothing.
   * Without it, the program may do what this process may, but for what a policy says.
   */
  readonly sandbox?: boolean | SandboxOptions;
}

/** How a Lua is made that waits in Node's event loop. */
export interface EventLoopLuaOptions<E extends Encoding = Encoding> extends LuaOptions<E> {
  /** What waits for a socket, lets others run. */
  readonly eventLoop: true;
  /**
   * Told where a call is about to block the thread, because Lua cannot yield there: in a comparison of
   * `table.sort`, for example. The traceback says where.
   */
  readonly onBlocking?: (traceback: string) => void;
}

/** Strings as an encoding gives them. */
export type TextOf<E extends Encoding> = E extends "buffer" ? Buffer : string;

/**
 * Makes a Lua VM with its standard libraries and LuaSocket. `io` and `os` work on the files and the streams of
 * this process. Takes some milliseconds the first time, and less than 2 for each further one; they share
 * nothing but compiled code. A VM belongs to the thread that made it.
 *
 * With `eventLoop: true` its programs wait for sockets in Node's event loop, and are run with `await`; many of them
 * run side by side.
 *
 * @throws TypeError for options, a policy, limits, a trace or a sandbox that are none; Error when there is no memory left
 * @example
 * using lua = createLua();
 * const [sum] = lua.run("local a, b = ... return a + b", 20, 22); // 42
 * @example
 * using lua = createLua({ eventLoop: true });
 * const pages = await Promise.all(hosts.map((host) => lua.runFile("fetch.lua", host)));
 */
export function createLua<const E extends Encoding = "utf8">(
  options: EventLoopLuaOptions<E>,
): EventLoopLua<TextOf<E>>;
export function createLua<const E extends Encoding = "utf8">(options?: LuaOptions<E>): Lua<TextOf<E>>;
export function createLua(
  options: Partial<EventLoopLuaOptions> = {},
): Lua<string | Buffer> | EventLoopLua<string | Buffer> {
  const { dialect = "3.1", encoding = "utf8", memoryLimitBytes, limits, trace } = options;
  const version = options.version ?? (dialect === "defold" ? "5.1" : "5.4");
  if (version !== "5.4" && version !== "5.1")
    throw new TypeError(`the version of Lua must be "5.4" or "5.1"`);
  if (!isDialectName(dialect)) throw new TypeError(`the dialect must be "3.1", "defold" or "2.0"`);
  if (!isEncoding(encoding)) throw new TypeError(`the encoding must be "utf8", "latin1" or "buffer"`);
  const sandbox = sandboxOf(options.sandbox);
  const policy = options.policy ?? (sandbox === undefined ? undefined : {});
  const env = sandbox?.environment(options.env, process.env) ?? options.env ?? process.env;
  const memory = memoryLimitBytes === undefined ? {} : { memoryLimitBytes };
  const vm = LuaVm.create({ version, env, sandbox, ...memory });
  const install = (waiting?: LuaWaiting): void => {
    if (sandbox !== undefined) openTextLoaders(vm);
    const prefersFiles = hasOwnPath(version, env);
    installSockets(vm, { dialect, prefersFiles, policy, limits, trace }, waiting);
  };
  if (options.eventLoop) return new EventLoopLua(vm, encoding, install, options.onBlocking);
  install();
  return new Lua(vm, encoding);
}

/**
 * A Lua VM as a program uses it. What it runs, blocks this thread while it waits for a socket.
 *
 * Every call may throw LuaError, with what the Lua code raised, and LuaExit, when that called `os.exit`: after
 * that the VM can only be closed.
 */
export class Lua<Text extends string | Buffer = string> extends LuaBase<Text> {
  /**
   * Runs Lua code.
   *
   * @param source  text, or the bytes of a compiled chunk
   * @param args    what `...` is
   * @returns all that it returns
   * @throws LuaError when it does not compile, or raises an error
   */
  run(source: string | Uint8Array, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    return this.bridge.call(() => this.vm.loadString(source, CHUNK_NAME), args);
  }

  /**
   * Runs a file, as `lua path args` would: `...` and the global `arg` are the arguments.
   *
   * @returns all that it returns
   * @throws LuaError when it cannot be read, does not compile, or raises an error
   */
  runFile(path: string, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    this.setArguments(path, args);
    return this.bridge.call(() => this.vm.loadFile(path), args);
  }
}
