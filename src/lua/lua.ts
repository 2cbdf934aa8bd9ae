// Lua inside a program: what `luasocket/lua` gives.

import { type Encoding, isEncoding } from "../bytes/encoding.js";
import type { DialectName } from "../net/dialect.js";
import { isDialectName } from "../net/dialects/dialects.js";
import { installSockets } from "./install.js";
import { hasOwnPath } from "./module-path.js";
import type { LuaVersion } from "./runtime/module.js";
import { Bridge } from "./values/bridge.js";
import type { LuaTable } from "./values/lua-table.js";
import type { LuaFunction, LuaInput, LuaValue } from "./values/value.js";
import { LuaVm } from "./vm.js";

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
}

/** What messages and tracebacks call code that has no name. */
const CHUNK_NAME = "=(run)";

/** Strings as an encoding gives them. */
export type TextOf<E extends Encoding> = E extends "buffer" ? Buffer : string;

/**
 * Makes a Lua VM with its standard libraries and LuaSocket. `io` and `os` work on the files and the streams of
 * this process. Takes some milliseconds the first time, and less than 2 for each further one; they share
 * nothing but compiled code. A VM belongs to the thread that made it.
 *
 * @throws TypeError for options that are none; Error when there is no memory left
 * @example
 * using lua = createLua();
 * const [sum] = lua.run("local a, b = ... return a + b", 20, 22); // 42
 */
export function createLua<const E extends Encoding = "utf8">(options: LuaOptions<E> = {}): Lua<TextOf<E>> {
  const { dialect = "3.1", encoding = "utf8", env = process.env, memoryLimitBytes } = options;
  const version = options.version ?? (dialect === "defold" ? "5.1" : "5.4");
  if (version !== "5.4" && version !== "5.1")
    throw new TypeError(`the version of Lua must be "5.4" or "5.1"`);
  if (!isDialectName(dialect)) throw new TypeError(`the dialect must be "3.1", "defold" or "2.0"`);
  if (!isEncoding(encoding)) throw new TypeError(`the encoding must be "utf8", "latin1" or "buffer"`);
  const vm = LuaVm.create({ version, env, ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }) });
  installSockets(vm, { dialect, prefersFiles: hasOwnPath(version, env) });
  return new Lua(vm, encoding);
}

/**
 * A Lua VM as a program uses it. What it runs, blocks this thread while it waits for a socket.
 *
 * Every call may throw LuaError, with what the Lua code raised, and LuaExit, when that called `os.exit`: after
 * that the VM can only be closed.
 */
export class Lua<Text extends string | Buffer = string> {
  readonly version: LuaVersion;
  /** The table of global variables. */
  readonly globals: LuaTable<Text>;
  readonly #vm: LuaVm;
  readonly #bridge: Bridge<Text>;

  /** @internal */
  constructor(vm: LuaVm, encoding: Encoding) {
    this.version = vm.version;
    this.#vm = vm;
    this.#bridge = new Bridge(vm, encoding);
    this.globals = this.#bridge.inside((L) => {
      vm.api.getglobal(L, vm.api.cstring("_G"));
      return this.#bridge.read(L, -1);
    }) as LuaTable<Text>;
  }

  /**
   * Runs Lua code.
   *
   * @param source  text, or the bytes of a compiled chunk
   * @param args    what `...` is
   * @returns all that it returns
   * @throws LuaError when it does not compile, or raises an error
   */
  run(source: string | Uint8Array, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    return this.#bridge.call(() => this.#vm.loadString(source, CHUNK_NAME), args);
  }

  /**
   * Runs a file, as `lua path args` would: `...` and the global `arg` are the arguments.
   *
   * @returns all that it returns
   * @throws LuaError when it cannot be read, does not compile, or raises an error
   */
  runFile(path: string, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    const arg: [LuaInput, LuaInput][] = args.map((value, index) => [index + 1, value]);
    this.set("arg", new Map([[0, path], ...arg]));
    return this.#bridge.call(() => this.#vm.loadFile(path), args);
  }

  /**
   * Compiles Lua code.
   *
   * @param name  what messages and tracebacks call it: `"@file.lua"`, or `"=name"` for any other name
   * @throws LuaError when it does not compile
   */
  load(source: string | Uint8Array, name: string = CHUNK_NAME): LuaFunction<Text> {
    return this.#loaded(() => this.#vm.loadString(source, name));
  }

  /**
   * Compiles a file.
   *
   * @throws LuaError when it cannot be read, or does not compile
   */
  loadFile(path: string): LuaFunction<Text> {
    return this.#loaded(() => this.#vm.loadFile(path));
  }

  /** The global variable of that name. */
  get(name: string): LuaValue<Text> {
    return this.globals.get(name);
  }

  /** Sets the global variable of that name. */
  set(name: string, value: LuaInput): void {
    this.globals.set(name, value);
  }

  /**
   * What `require(name)` gives in Lua.
   *
   * @throws LuaError when there is no such module
   */
  require(name: string): LuaValue<Text> {
    const require = this.get("require") as LuaFunction<Text>;
    return require(name)[0];
  }

  /** Makes a module of JavaScript: `require(name)` gives `value` in Lua. */
  preload(name: string, value: LuaInput): void {
    const loader = this.load("local value = ... return function() return value end")(value)[0];
    const preload = (this.get("package") as LuaTable<Text>).get("preload") as LuaTable<Text>;
    preload.set(name, loader as LuaFunction<Text>);
  }

  /** A new table with copies of what an array, a Map or a plain object holds. */
  table(content: LuaInput = {}): LuaTable<Text> {
    return this.#bridge.inside((L) => {
      this.#bridge.push(L, content);
      return this.#bridge.read(L, -1);
    }) as LuaTable<Text>;
  }

  /** Collects all garbage, calling the finalizers of what is no longer in use: lost sockets are closed. */
  collectGarbage(): void {
    this.run("collectgarbage()");
  }

  /**
   * Ends the VM: finalizers are called, which closes all sockets; buffers are written, files are closed. What
   * came from it can no longer be used. Closing twice does nothing.
   *
   * @throws Error inside a function that this VM calls
   */
  close(): void {
    this.#bridge.checkIdle();
    this.#bridge.references.isOpen = false;
    this.#vm.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #loaded(load: () => void): LuaFunction<Text> {
    return this.#bridge.inside((L) => {
      load();
      return this.#bridge.read(L, -1);
    }) as LuaFunction<Text>;
  }
}
