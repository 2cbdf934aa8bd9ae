// The common base of Lua VMs in a program, independent of the wait mode.

import type { Encoding } from "../../text/encoding.ts";
import type { LuaVm } from "../../vm/lua-vm.ts";
import type { LuaVersion } from "../../vm/runtime/module.ts";
import { Bridge } from "../../vm/values/bridge.ts";
import type { LuaFunction, LuaInput, LuaTable, LuaValue } from "../../vm/values/value.ts";

/** Name of unnamed code in messages and tracebacks. */
export const CHUNK_NAME = "=(run)";

/**
 * A Lua VM. Every call may throw LuaError, with the error that Lua code raised, and LuaExit, if the code called
 * `os.exit`: after that the VM can only be closed.
 */
export abstract class LuaBase<Text extends string | Buffer> {
  /** The language: `"5.4"` or `"5.1"`. */
  readonly version: LuaVersion;
  /** The table of global variables. */
  readonly globals: LuaTable<Text>;
  protected readonly vm: LuaVm;
  protected readonly bridge: Bridge<Text>;

  constructor(vm: LuaVm, encoding: Encoding) {
    this.version = vm.version;
    this.vm = vm;
    this.bridge = new Bridge(vm, encoding);
    this.globals = this.bridge.inside((L) => {
      vm.api.getglobal(L, vm.api.cstring("_G"));
      return this.bridge.read(L, -1);
    }) as LuaTable<Text>;
  }

  /**
   * Compiles Lua code.
   *
   * @param name  its name in messages and tracebacks: `"@file.lua"`, or `"=name"` for any other name
   * @throws LuaError if it does not compile
   */
  load(source: string | Uint8Array, name: string = CHUNK_NAME): LuaFunction<Text> {
    return this.#loaded(() => this.vm.loadString(source, name));
  }

  /**
   * Compiles a file.
   *
   * @throws LuaError if it cannot be read, or does not compile
   */
  loadFile(path: string): LuaFunction<Text> {
    return this.#loaded(() => this.vm.loadFile(path));
  }

  /** Returns the global variable of that name. */
  get(name: string): LuaValue<Text> {
    return this.globals.get(name);
  }

  /** Sets the global variable of that name. */
  set(name: string, value: LuaInput): void {
    this.globals.set(name, value);
  }

  /**
   * Returns the module that `require(name)` returns in Lua.
   *
   * @throws LuaError if there is no such module
   */
  require(name: string): LuaValue<Text> {
    const require = this.get("require") as LuaFunction<Text>;
    return require(name)[0];
  }

  /** Defines a module in JavaScript: `require(name)` returns `value` in Lua. */
  preload(name: string, value: LuaInput): void {
    const loader = this.load("local value = ... return function() return value end")(value)[0];
    const preload = (this.get("package") as LuaTable<Text>).get("preload") as LuaTable<Text>;
    preload.set(name, loader as LuaFunction<Text>);
  }

  /** Creates a table with copies of the elements of an array, a Map or a plain object. */
  table(content: LuaInput = {}): LuaTable<Text> {
    return this.bridge.inside((L) => {
      this.bridge.push(L, content);
      return this.bridge.read(L, -1);
    }) as LuaTable<Text>;
  }

  /** Runs a full garbage collection, which finalizes unreachable objects: unreachable sockets are closed. */
  collectGarbage(): void {
    this.bridge.inside(() => this.vm.collectGarbage());
  }

  /**
   * Closes the VM: calls finalizers, which close all sockets, writes buffers and closes files. Its values can no
   * longer be used. A second call does nothing.
   *
   * @throws Error inside a function that this VM calls
   */
  close(): void {
    this.bridge.checkIdle();
    this.bridge.references.isOpen = false;
    this.vm.close();
  }

  /** As `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Sets the global `arg` as `lua` does for a script. */
  protected setArguments(path: string, args: readonly LuaInput[]): void {
    const arg: [LuaInput, LuaInput][] = args.map((value, index) => [index + 1, value]);
    this.set("arg", new Map([[0, path], ...arg]));
  }

  #loaded(load: () => void): LuaFunction<Text> {
    return this.bridge.inside((L) => {
      load();
      return this.bridge.read(L, -1);
    }) as LuaFunction<Text>;
  }
}
