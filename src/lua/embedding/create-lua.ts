// Lua inside a program: the entry point `luasocket/lua`.

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

/** Options of a new Lua VM; each has a default. */
export interface LuaOptions<E extends Encoding = Encoding> {
  /** The language, `"5.4"` by default, for the dialect `"defold"` `"5.1"`. */
  readonly version?: LuaVersion;
  /** The LuaSocket that `require "socket"` returns, `"3.1"` by default. */
  readonly dialect?: DialectName;
  /**
   * Encoding of strings between JavaScript and Lua: `"utf8"` by default. With `"buffer"` Lua strings become
   * Buffers, with `"latin1"` strings of one character for each byte.
   */
  readonly encoding?: E;
  /** Environment variables for `os.getenv` and LUA_PATH. `process.env` by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Maximum size of Lua's memory, in bytes; at most, and by default, 2 GiB. */
  readonly memoryLimitBytes?: number;
  /** Addresses that sockets may use; by default all, but none in a sandbox. */
  readonly policy?: Policy;
  /** Maximum number of bytes that one receive of a new stream may collect; unlimited by default. */
  readonly limits?: Limits;
  /**
   * Reports each call of a socket: `true` prints lines on standard error, a function gets a {@link TracedCall},
   * `false` reports nothing. By default the environment variable LUASOCKET_TRACE decides.
   */
  readonly trace?: TraceSetting;
  /**
   * Restricts an untrusted program: it can use only the files, environment variables and commands that are allowed
   * here, loads code as text only, and of `debug` has only `traceback` and `getinfo`. `true` allows nothing. Without a
   * sandbox, only a policy restricts what the program may do with this process's rights.
   */
  readonly sandbox?: boolean | SandboxOptions;
}

/** Options of a Lua VM that waits in Node's event loop. */
export interface EventLoopLuaOptions<E extends Encoding = Encoding> extends LuaOptions<E> {
  /** Makes calls wait in the event loop, so that other code runs meanwhile. */
  readonly eventLoop: true;
  /**
   * Called with a traceback before a call blocks the thread because Lua cannot yield there: in a comparison of
   * `table.sort`, for example.
   */
  readonly onBlocking?: (traceback: string) => void;
}

/** Type of Lua strings with an encoding. */
export type TextOf<E extends Encoding> = E extends "buffer" ? Buffer : string;

/**
 * Creates a Lua VM with its standard libraries and LuaSocket. `io` and `os` work on the files and the streams of
 * this process. Takes some milliseconds the first time, and less than 2 for each further VM; VMs share only
 * compiled code. A VM belongs to the thread that created it.
 *
 * With `eventLoop: true` its programs wait for sockets in Node's event loop, and are run with `await`; many of them
 * run concurrently.
 *
 * @throws TypeError for invalid options, policy, limits, trace or sandbox; Error if memory runs out
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
 * A Lua VM whose programs block this thread while they wait for a socket.
 *
 * Every call may throw LuaError, with the error that Lua code raised, and LuaExit, if the code called `os.exit`: after
 * that the VM can only be closed.
 */
export class Lua<Text extends string | Buffer = string> extends LuaBase<Text> {
  /**
   * Runs Lua code.
   *
   * @param source  text, or the bytes of a compiled chunk
   * @param args    values of `...`
   * @returns all results
   * @throws LuaError if it does not compile, or raises an error
   */
  run(source: string | Uint8Array, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    return this.bridge.call(() => this.vm.loadString(source, CHUNK_NAME), args);
  }

  /**
   * Runs a file, as `lua path args` would: `...` and the global `arg` are the arguments.
   *
   * @returns all results
   * @throws LuaError if it cannot be read, does not compile, or raises an error
   */
  runFile(path: string, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    this.setArguments(path, args);
    return this.bridge.call(() => this.vm.loadFile(path), args);
  }
}
