// The main thread of a Lua VM: adding modules, compiling and calling.

import {
  type CFunction,
  LUA_OK,
  LUA_TSTRING,
  type LuaApi,
  type LuaState,
  type Pointer,
} from "./c-api/lua-api.ts";
import { typeNameAt } from "./c-api/stack.ts";
import { LuaError } from "./lua-error.ts";
import { createMessageHandler } from "./message-handler.ts";
import type { LuaVersion } from "./runtime/module.ts";
import { mustPassThrough } from "./runtime/unwind.ts";
import { TierUp } from "./tier-up.ts";

/**
 * Waits for a promise inside a call from Lua, then pushes its outcome.
 *
 * @returns the return value of that call's C function
 */
export type AwaitPromise = (
  L: LuaState,
  promise: Promise<unknown>,
  push: (L: LuaState, outcome: PromiseSettledResult<unknown>) => number,
) => number;

/** The main thread of a VM that this package, or another one, runs. */
export class MainLuaState {
  readonly version: LuaVersion;
  /** The Lua C API, for operations without a method here. */
  readonly api: LuaApi;
  /** The main thread. */
  readonly L: LuaState;
  /** The running thread: the main one, or while Lua calls a host function, the calling thread. */
  running: LuaState;
  /** Waits for the promise that a host function returns; undefined if the VM cannot wait for promises. */
  awaitPromise: AwaitPromise | undefined;

  /** Lets the main program reenter the interpreter, for V8's better code. */
  readonly tierUp: TierUp;

  /** The message handler of the `lua` command, as a function pointer. */
  protected readonly messageHandler: Pointer;
  readonly #protectedCall: Pointer;
  #protectedBody: CFunction | undefined;

  constructor(api: LuaApi, L: LuaState) {
    this.version = api.version;
    this.api = api;
    this.L = L;
    this.running = L;
    this.tierUp = new TierUp(api);
    this.messageHandler = createMessageHandler(api);
    this.#protectedCall = api.registerFunction((thread) => {
      const body = this.#protectedBody as CFunction;
      this.#protectedBody = undefined;
      return body(thread);
    });
  }

  /**
   * Makes `require(name)` call `open`, which pushes the module and returns 1, as a `luaopen_…` function does.
   */
  preload(name: string, open: CFunction): void {
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
   * @throws LuaError if it does not compile
   */
  loadString(source: string | Uint8Array, chunkName: string = "=(string)"): void {
    const { api, running: L } = this;
    const bytes = typeof source === "string" ? Buffer.from(source) : source;
    const status = api.loadBytes(L, bytes, chunkName);
    this.#throwUnlessOk(L, status);
  }

  /**
   * Compiles a file of the host and pushes it on the stack of `L`; without a path, standard input.
   *
   * @throws LuaError if it cannot be read or does not compile
   */
  loadFile(path?: string): void {
    const { running: L } = this;
    this.#throwUnlessOk(L, this.compileFile(L, path));
  }

  /** As loadFile, but returns Lua's status; the function, or the error, is on the stack of `L`. */
  compileFile(L: LuaState, path: string | undefined): number {
    const { api } = this;
    return api.loadfile(L, path === undefined ? 0 : api.cstring(path));
  }

  /**
   * Calls the function that lies below `args` arguments on the stack of `L`, and replaces them by its
   * results: `results` of them, or all with LUA_MULTRET.
   *
   * @throws LuaError if the function raises an error; LuaExit if it calls `os.exit`
   */
  call(args: number, results: number): void {
    const { running: L } = this;
    this.#throwUnlessOk(L, this.tracedCall(L, args, results));
  }

  /**
   * As the C API's `pcall`, with the message handler of the `lua` command: an error leaves its message and
   * the traceback on the stack, as one string. For code that Lua calls, or that reports errors by status.
   */
  tracedCall(L: LuaState, args: number, results: number): number {
    const { api } = this;
    const handler = api.gettop(L) - args;
    api.pushcclosure(L, this.messageHandler, 0);
    api.insert(L, handler);
    const status = api.pcall(L, args, results, handler);
    api.remove(L, handler);
    return status;
  }

  /**
   * Runs `body` as a C function inside a protected call, so that it may call functions that raise errors. Its
   * results are dropped.
   *
   * @throws LuaError with the error that `body` raised; any exception that `body` threw
   */
  protect(body: CFunction): void {
    const { api, running: L } = this;
    let thrown: { readonly value: unknown } | undefined;
    this.#protectedBody = (state) => {
      try {
        return body(state);
      } catch (value) {
        if (mustPassThrough(value)) throw value;
        // The exception passes through C as a Lua error (to-lua-error.ts), and is thrown again as itself behind it.
        thrown = { value };
        throw value;
      }
    };
    api.pushcclosure(L, this.#protectedCall, 0);
    const status = this.tracedCall(L, 0, 0);
    if (status !== LUA_OK && thrown !== undefined) {
      api.pop(L, 1);
      throw thrown.value;
    }
    this.#throwUnlessOk(L, status);
  }

  /** Runs a full garbage collection, which calls the finalizers (`__gc`) of unreachable objects. */
  collectGarbage(): void {
    this.loadString("collectgarbage()");
    this.call(0, 0);
  }

  /** True once the program has called os.exit: no more code can run. */
  get hasExited(): boolean {
    return false;
  }

  /** Writes C's output buffers, if this package runs the build. */
  flush(): void {}

  /** Makes writes to a broken pipe fail from now on, as ignoring SIGPIPE does in C. */
  ignoreBrokenPipe(): void {}

  #throwUnlessOk(L: LuaState, status: number): void {
    if (status === LUA_OK) {
      return;
    }
    const { api } = this;
    const text =
      api.type(L, -1) === LUA_TSTRING
        ? (api.toText(L, -1) as string)
        : `(error object is a ${typeNameAt(api, L, -1)} value)`;
    api.pop(L, 1);
    const start = text.lastIndexOf("\nstack traceback:\n");
    throw start < 0 ? new LuaError(text, "") : new LuaError(text.slice(0, start), text.slice(start + 1));
  }
}
