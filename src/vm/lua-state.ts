// The main thread of a Lua VM, and what a program does with it: add modules, compile, call.

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
 * Waits for a promise inside a call that Lua makes, then pushes its outcome.
 *
 * @returns what the C function of that call returns
 */
export type AwaitPromise = (
  L: LuaState,
  promise: Promise<unknown>,
  push: (L: LuaState, outcome: PromiseSettledResult<unknown>) => number,
) => number;

/** A VM of ours, or one that another package runs. */
export class MainLuaState {
  readonly version: LuaVersion;
  /** The Lua C API, for everything that has no method here. */
  readonly api: LuaApi;
  /** The main thread. */
  readonly L: LuaState;
  /** The thread that runs: the main one, or while a function of ours is called, its caller. */
  running: LuaState;
  /** How a call of a host function waits for the promise that it gives; undefined where no call can wait for one. */
  awaitPromise: AwaitPromise | undefined;

  /** Has the main program entered anew now and then. */
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
   * Lets `require(name)` call `open`, which pushes the module and returns 1, as a `luaopen_…` function does.
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
   * @throws LuaError when it does not compile
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
   * @throws LuaError when it cannot be read or does not compile
   */
  loadFile(path?: string): void {
    const { running: L } = this;
    this.#throwUnlessOk(L, this.compileFile(L, path));
  }

  /** As loadFile, but gives Lua's status; the function, or the error, is on the stack of `L`. */
  compileFile(L: LuaState, path: string | undefined): number {
    const { api } = this;
    return api.loadfile(L, path === undefined ? 0 : api.cstring(path));
  }

  /**
   * Calls the function that lies below `args` arguments on the stack of `L`, and replaces them by its
   * results: `results` of them, or all with LUA_MULTRET.
   *
   * @throws LuaError when the function raises an error; LuaExit when it calls `os.exit`
   */
  call(args: number, results: number): void {
    const { running: L } = this;
    this.#throwUnlessOk(L, this.tracedCall(L, args, results));
  }

  /**
   * As the C API's `pcall`, with the message handler of the `lua` command: an error leaves its message and
   * the traceback on the stack, as one string. For code that is itself called by Lua, or reports by status.
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
   * Runs `body` as a C function inside a protected call, so that it may use what raises errors. The values
   * that it returns, by their number, are dropped.
   *
   * @throws LuaError with the error that `body` raised; what `body` threw otherwise
   */
  protect(body: CFunction): void {
    const { api, running: L } = this;
    let thrown: { readonly value: unknown } | undefined;
    this.#protectedBody = (state) => {
      try {
        return body(state);
      } catch (value) {
        if (mustPassThrough(value)) throw value;
        // Through C an exception goes as a Lua error (guard.ts), and behind it as what it was.
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

  /** Collects all garbage, calling the finalizers (`__gc`) of what is no longer in use. */
  collectGarbage(): void {
    this.loadString("collectgarbage()");
    this.call(0, 0);
  }

  /** Whether the program has called os.exit: nothing can run any more. */
  get hasExited(): boolean {
    return false;
  }

  /** Writes C's output buffers, where they are ours. */
  flush(): void {}

  /** Writes to a broken pipe are to fail from now on, as when SIGPIPE is ignored in C. */
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
