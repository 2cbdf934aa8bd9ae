// A Lua virtual machine with its standard libraries.

import { bindLuaApi } from "./c-api/bind.ts";
import type { SharedExports } from "./c-api/exports.ts";
import type { LuaState } from "./c-api/lua-api.ts";
import { LuaError } from "./lua-error.ts";
import { MainLuaState } from "./lua-state.ts";
import type { Environment } from "./runtime/host/environment.ts";
import { ALL_RIGHTS } from "./runtime/host/rights.ts";
import { LuaInstance } from "./runtime/instance.ts";
import type { LuaVersion } from "./runtime/module.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { BINARY_REFUSED, isBinary, loadHostFile } from "./sandbox/text-only.ts";
import { openStandardLibraries } from "./standard-libraries/open.ts";
import { callMainProgram } from "./tier-up.ts";

/** Options of a new VM; each has a default. */
export interface LuaVmOptions {
  /** The Lua language, `"5.4"` by default. */
  readonly version?: LuaVersion;
  /** Environment variables for `os.getenv` and `os.execute`, copied at creation. `process.env` by default. */
  readonly env?: Environment;
  /** True to ignore LUA_PATH, as `lua -E` does. Lua 5.4 only. */
  readonly ignoresEnvironment?: boolean;
  /** Restricts the program, and refuses compiled code. By default the program may do what this process may. */
  readonly sandbox?: Sandbox | undefined;
  /** Maximum size of the VM's memory, in bytes; at most, and by default, 2 GiB. */
  readonly memoryLimitBytes?: number;
  /**
   * Called by `os.exit`, after C's output buffers are written. It may end the process. If it returns, or is
   * absent, the call of the VM that runs the script throws `LuaExit`, and the VM can only be closed.
   */
  readonly onExit?: (code: number) => void;
  /**
   * Called when the script writes to a pipe whose read end is closed, where SIGPIPE would end a C program. If it
   * returns, or is absent, the write fails with "Broken pipe".
   */
  readonly onBrokenPipe?: () => void;
}

/** Life cycle of a VM, shared with its imports, which are created before the VM. */
interface End {
  state: "running" | "exited" | "closed";
  onBrokenPipe: (() => void) | undefined;
}

/**
 * A Lua VM with its standard libraries. `io` and `os` work on the files and streams of the process,
 * synchronously. A process may have several VMs.
 *
 * @example
 * const vm = LuaVm.create({ version: "5.1" });
 * vm.loadString("return ... * 2");
 * vm.api.pushnumber(vm.L, 21);
 * vm.call(1, 1);
 * vm.api.tonumber(vm.L, -1); // 42
 * vm.close();
 */
export class LuaVm extends MainLuaState {
  readonly #instance: LuaInstance;
  readonly #end: End;
  readonly #isSandboxed: boolean;

  /**
   * Creates a VM; takes some milliseconds the first time.
   *
   * @throws Error if the packages with the builds of Lua are missing or of the wrong release, or if memory runs
   *   out
   */
  static create(options: LuaVmOptions = {}): LuaVm {
    const end: End = { state: "running", onBrokenPipe: options.onBrokenPipe };
    const instance = new LuaInstance(options.version ?? "5.4", {
      environment: options.env ?? process.env,
      rights: options.sandbox?.rights ?? ALL_RIGHTS,
      memoryLimitBytes: options.memoryLimitBytes ?? Number.POSITIVE_INFINITY,
      onExit: (code) => {
        end.state = "exited";
        options.onExit?.(code);
      },
      onBrokenPipe: () => end.onBrokenPipe?.(),
    });
    const L = exportsOf(instance).luaL_newstate();
    if (L === 0) {
      throw new Error("not enough memory for a Lua VM");
    }
    const vm = new LuaVm(instance, L, end, options.sandbox !== undefined);
    if (options.ignoresEnvironment) {
      vm.api.pushboolean(L, 1);
      vm.api.setfield(L, vm.api.registryIndex, vm.api.cstring("LUA_NOENV"));
    }
    openStandardLibraries(instance, vm.api, L);
    return vm;
  }

  private constructor(instance: LuaInstance, L: LuaState, end: End, isSandboxed: boolean) {
    super(bindLuaApi(instance), L);
    this.#isSandboxed = isSandboxed;
    this.#instance = instance;
    this.#end = end;
  }

  /**
   * As `tracedCall` for the main program of a process, which reenters the interpreter to get faster code, if the
   * version of Lua allows it (tier-up.ts). Its results are dropped.
   */
  tracedMainProgram(L: LuaState, args: number): number {
    if (this.api.pcallk === undefined) return this.tracedCall(L, args, 0);
    return callMainProgram(this.api, L, args, this.messageHandler, this.tierUp);
  }

  override loadString(source: string | Uint8Array, chunkName?: string): void {
    if (this.#isSandboxed && isBinary(source)) throw new LuaError(BINARY_REFUSED, "");
    super.loadString(source, chunkName);
  }

  override compileFile(L: LuaState, path: string | undefined): number {
    return this.#isSandboxed ? loadHostFile(this.api, L, path) : super.compileFile(L, path);
  }

  override get hasExited(): boolean {
    return this.#end.state !== "running";
  }

  /** Makes writes to a broken pipe fail instead of calling `onBrokenPipe`, as ignoring SIGPIPE does in C. */
  override ignoreBrokenPipe(): void {
    this.#end.onBrokenPipe = undefined;
  }

  override flush(): void {
    this.#instance.flush();
  }

  /**
   * Closes the VM: calls all finalizers, writes C's output buffers and closes open files. After `os.exit` no
   * finalizer is called, as in C. A second call does nothing.
   */
  close(): void {
    const { state } = this.#end;
    if (state === "closed") {
      return;
    }
    this.#end.state = "closed";
    if (state === "running") {
      exportsOf(this.#instance).lua_close(this.L);
    }
    this.#instance.flush();
    this.#instance.closeFiles();
  }
}

function exportsOf(instance: LuaInstance): SharedExports {
  return instance.exports as unknown as SharedExports;
}
