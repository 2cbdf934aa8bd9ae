// A Lua virtual machine: what a program creates, fills with modules, and runs code in.

import { bindLuaApi } from "./c-api/bind.js";
import type { SharedExports } from "./c-api/exports.js";
import { LUA_OK, LUA_TSTRING, type LuaApi, type LuaFunction, type LuaState, type Pointer } from "./c-api.js";
import { LuaError } from "./lua-error.js";
import { callMainProgram, Reentry } from "./main-program.js";
import { createMessageHandler, typeNameAt } from "./message-handler.js";
import type { Environment } from "./runtime/host/environment.js";
import { LuaInstance } from "./runtime/instance.js";
import type { LuaVersion } from "./runtime/module.js";
import { openStandardLibraries } from "./standard-libraries.js";

/** How a VM is made; everything has a default. */
export interface LuaVmOptions {
  /** The Lua language, `"5.4"` by default. */
  readonly version?: LuaVersion;
  /** What `os.getenv` sees and `os.execute` passes on, as it is now. `process.env` by default. */
  readonly env?: Environment;
  /** The most memory that the VM may use, in bytes; at most, and by default, 2 GiB. */
  readonly memoryLimitBytes?: number;
  /**
   * Called by `os.exit`, when C's output buffers are written. It may end the process. If it returns, or is
   * absent, `LuaExit` is thrown from whatever call of the VM the script runs in, and the VM is of no more
   * use than to be closed.
   */
  readonly onExit?: (code: number) => void;
  /**
   * Called when the script writes to a pipe that nobody reads any more, where SIGPIPE would end a C
   * program. If it returns, or is absent, the write fails with "Broken pipe".
   */
  readonly onBrokenPipe?: () => void;
}

/**
 * A Lua VM with its standard libraries. `io` and `os` work on the files and streams of the process,
 * synchronously. Several VMs may live side by side.
 *
 * @example
 * const vm = LuaVm.create({ version: "5.1" });
 * vm.loadString("return ... * 2");
 * vm.api.pushnumber(vm.L, 21);
 * vm.call(1, 1);
 * vm.api.tonumber(vm.L, -1); // 42
 * vm.close();
 */
export class LuaVm {
  readonly version: LuaVersion;
  /** The Lua C API, for everything that has no method here. */
  readonly api: LuaApi;
  /** The main thread. */
  readonly L: LuaState;
  /** For functions that a program calls often. */
  readonly reentry: Reentry;

  readonly #instance: LuaInstance;
  readonly #messageHandler: Pointer;
  readonly #protectedCall: Pointer;
  #protectedBody: LuaFunction | undefined;
  #onBrokenPipe: (() => void) | undefined;
  #state: "running" | "exited" | "closed" = "running";

  /**
   * Makes a VM; takes some milliseconds the first time.
   *
   * @throws Error when the packages with the builds of Lua are missing or of the wrong release, or when
   *   there is no memory left
   */
  static create(options: LuaVmOptions = {}): LuaVm {
    return new LuaVm(options);
  }

  private constructor(options: LuaVmOptions) {
    this.version = options.version ?? "5.4";
    this.#onBrokenPipe = options.onBrokenPipe;
    this.#instance = new LuaInstance(this.version, {
      environment: options.env ?? process.env,
      memoryLimitBytes: options.memoryLimitBytes ?? Number.POSITIVE_INFINITY,
      onExit: (code) => {
        this.#state = "exited";
        options.onExit?.(code);
      },
      onBrokenPipe: () => this.#onBrokenPipe?.(),
    });
    this.api = bindLuaApi(this.#instance);
    this.reentry = new Reentry(this.api);
    this.L = this.#exports.luaL_newstate();
    if (this.L === 0) {
      throw new Error("not enough memory for a Lua VM");
    }
    openStandardLibraries(this.#instance, this.api, this.L);
    this.#messageHandler = createMessageHandler(this.api);
    this.#protectedCall = this.api.registerFunction((L) => {
      const body = this.#protectedBody as LuaFunction;
      this.#protectedBody = undefined;
      return body(L);
    });
  }

  /**
   * Lets `require(name)` call `open`, which pushes the module and returns 1, as a `luaopen_…` function does.
   */
  preload(name: string, open: LuaFunction): void {
    const { api } = this;
    this.protect((L) => {
      api.getglobal(L, api.cstring("package"));
      api.getfield(L, -1, api.cstring("preload"));
      api.pushcclosure(L, api.registerFunction(open), 0);
      api.setfield(L, -2, api.cstring(name));
      return 0;
    });
  }

  /**
   * Compiles a chunk and pushes it on the stack of `L`, ready for `call`.
   *
   * @param source  Lua text or a binary chunk; a string is encoded as UTF-8
   * @param chunkName  as for Lua's `load`: `=name` or `@file` shows as it is, anything else as source text
   * @throws LuaError when it does not compile
   */
  loadString(source: string | Uint8Array, chunkName: string = "=(string)"): void {
    const { api, L } = this;
    const bytes = typeof source === "string" ? Buffer.from(source) : source;
    const status = api.loadBytes(L, bytes, chunkName);
    this.#throwUnlessOk(status);
  }

  /**
   * Compiles a file of the host and pushes it on the stack of `L`; without a path, standard input.
   *
   * @throws LuaError when it cannot be read or does not compile
   */
  loadFile(path?: string): void {
    this.#throwUnlessOk(this.api.loadfile(this.L, path === undefined ? 0 : this.api.cstring(path)));
  }

  /**
   * Calls the function that lies below `args` arguments on the stack of `L`, and replaces them by its
   * results: `results` of them, or all with LUA_MULTRET.
   *
   * @throws LuaError when the function raises an error; LuaExit when it calls `os.exit`
   */
  call(args: number, results: number): void {
    this.#throwUnlessOk(this.tracedCall(this.L, args, results));
  }

  /**
   * As the C API's `pcall`, with the message handler of the `lua` command: an error leaves its message and
   * the traceback on the stack, as one string. For code that is itself called by Lua, or reports by status.
   */
  tracedCall(L: LuaState, args: number, results: number): number {
    const { api } = this;
    const handler = api.gettop(L) - args;
    api.pushcclosure(L, this.#messageHandler, 0);
    api.insert(L, handler);
    const status = api.pcall(L, args, results, handler);
    api.remove(L, handler);
    return status;
  }

  /**
   * As `tracedCall` for the main program of a process: it speeds up while it runs, where the version of
   * Lua allows (main-program.ts). Its results are dropped.
   */
  tracedMainProgram(L: LuaState, args: number): number {
    if (this.api.pcallk === undefined) return this.tracedCall(L, args, 0);
    return callMainProgram(this.api, L, args, this.#messageHandler, this.reentry);
  }

  /**
   * Runs `body` as a C function inside a protected call, so that it may use what raises errors. The values
   * that it returns, by their number, are dropped.
   *
   * @throws LuaError with the error that `body` raised
   */
  protect(body: LuaFunction): void {
    this.#protectedBody = body;
    this.api.pushcclosure(this.L, this.#protectedCall, 0);
    this.call(0, 0);
  }

  /** Collects all garbage, calling the finalizers (`__gc`) of what is no longer in use. */
  collectGarbage(): void {
    this.loadString("collectgarbage()");
    this.call(0, 0);
  }

  /** Makes writes to a broken pipe fail instead of calling `onBrokenPipe`, as ignoring SIGPIPE does in C. */
  ignoreBrokenPipe(): void {
    this.#onBrokenPipe = undefined;
  }

  /**
   * Ends the VM: calls all finalizers, writes C's output buffers and closes the files that are open.
   * After `os.exit` no finalizer is called, as in C. Closing twice does nothing.
   */
  close(): void {
    const state = this.#state;
    if (state === "closed") {
      return;
    }
    this.#state = "closed";
    if (state === "running") {
      this.#exports.lua_close(this.L);
    }
    this.#instance.flush();
    this.#instance.closeFiles();
  }

  get #exports(): SharedExports {
    return this.#instance.exports as unknown as SharedExports;
  }

  #throwUnlessOk(status: number): void {
    if (status === LUA_OK) {
      return;
    }
    const { api, L } = this;
    const text =
      api.type(L, -1) === LUA_TSTRING
        ? (api.toText(L, -1) as string)
        : `(error object is a ${typeNameAt(api, L, -1)} value)`;
    api.pop(L, 1);
    const start = text.lastIndexOf("\nstack traceback:\n");
    throw start < 0 ? new LuaError(text, "") : new LuaError(text.slice(0, start), text.slice(start + 1));
  }
}
