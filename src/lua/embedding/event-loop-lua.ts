// Lua inside a program, in Node's event loop.

import type { Encoding } from "../../text/encoding.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { LuaVm } from "../../vm/lua-vm.ts";
import type { Bridge } from "../../vm/values/bridge.ts";
import type { LuaFunction, LuaInput, LuaValue } from "../../vm/values/value.ts";
import { useEventLoop } from "../tasks/event-loop.ts";
import type { Scheduler } from "../tasks/scheduler.ts";
import type { TaskEnd } from "../tasks/task.ts";
import type { LuaWaiting } from "../wait/waiting.ts";
import { CHUNK_NAME, LuaBase } from "./lua-base.ts";

/** Runs Lua code as tasks: each starts immediately, and continues in the event loop after a wait. */
export interface TaskRunner<Text extends string | Buffer> {
  /**
   * Runs Lua code.
   *
   * @param source  text, or the bytes of a compiled chunk
   * @param args    values of `...`
   * @returns a promise of all results
   * @throws LuaError (the promise is rejected) if it does not compile, or raises an error; LuaExit if any
   *   program of this VM calls `os.exit`
   */
  run(source: string | Uint8Array, ...args: readonly LuaInput[]): Promise<LuaValue<Text>[]>;

  /** Runs a file, as `lua path args` would: `...` and the global `arg` are the arguments. Otherwise as `run`. */
  runFile(path: string, ...args: readonly LuaInput[]): Promise<LuaValue<Text>[]>;

  /** Runs a function of this VM. Otherwise as `run`. */
  spawn(fn: LuaFunction<Text>, ...args: readonly LuaInput[]): Promise<LuaValue<Text>[]>;
}

/**
 * A Lua VM whose programs wait for sockets, lookups and timers in Node's event loop, and for promises that JavaScript
 * functions return. Many programs, and the coroutines in them, run concurrently in one thread.
 *
 * A Lua function that JavaScript calls directly, not through `spawn`, blocks the thread while it waits.
 */
export class EventLoopLua<Text extends string | Buffer = string>
  extends LuaBase<Text>
  implements TaskRunner<Text>
{
  readonly #tasks: Scheduler;

  /** @internal */
  constructor(
    vm: LuaVm,
    encoding: Encoding,
    install: (waiting: LuaWaiting) => void,
    onBlocking: ((traceback: string) => void) | undefined,
  ) {
    const { tasks, waiting } = useEventLoop(vm, {
      failed: (thread) => {
        // An unhandled rejection: Node reports it, or ends the process.
        void Promise.reject(this.bridge.failureOf(thread, this.#tasks.tracebackOf(thread)));
      },
      blocked: (L) => onBlocking?.(tracebackHere(vm, L)),
      paused: () => vm.flush(),
    });
    install(waiting);
    super(vm, encoding);
    this.#tasks = tasks;
  }

  run(source: string | Uint8Array, ...args: readonly LuaInput[]): Promise<LuaValue<Text>[]> {
    return this.#start(() => this.vm.loadString(source, CHUNK_NAME), args, undefined);
  }

  runFile(path: string, ...args: readonly LuaInput[]): Promise<LuaValue<Text>[]> {
    return this.#startFile(path, args, undefined);
  }

  spawn(fn: LuaFunction<Text>, ...args: readonly LuaInput[]): Promise<LuaValue<Text>[]> {
    return this.#startFunction(fn, args, undefined);
  }

  /**
   * Returns a runner with an AbortSignal: on abort, tasks that were started with it end at their current wait, and
   * their promises are rejected with the signal's reason.
   *
   * @example
   * await lua.with({ signal: AbortSignal.timeout(5000) }).run(source);
   */
  with({ signal }: { readonly signal?: AbortSignal | undefined }): TaskRunner<Text> {
    return {
      run: (source, ...args) => this.#start(() => this.vm.loadString(source, CHUNK_NAME), args, signal),
      runFile: (path, ...args) => this.#startFile(path, args, signal),
      spawn: (fn, ...args) => this.#startFunction(fn, args, signal),
    };
  }

  /** As Lua.close, and ends running tasks: their promises are rejected. */
  override close(): void {
    if (this.#tasks.isRunning) throw new Error("cannot close a Lua VM from code that it runs");
    this.#tasks.cancelAll(new Error("the Lua VM was closed"));
    super.close();
  }

  #startFile(
    path: string,
    args: readonly LuaInput[],
    signal: AbortSignal | undefined,
  ): Promise<LuaValue<Text>[]> {
    return this.#start(
      () => {
        this.vm.loadFile(path);
        this.setArguments(path, args);
      },
      args,
      signal,
    );
  }

  #startFunction(
    fn: LuaFunction<Text>,
    args: readonly LuaInput[],
    signal: AbortSignal | undefined,
  ): Promise<LuaValue<Text>[]> {
    return this.#start((L) => this.bridge.push(L, fn), args, signal);
  }

  async #start(
    pushFunction: (L: LuaState) => void,
    args: readonly LuaInput[],
    signal: AbortSignal | undefined,
  ): Promise<LuaValue<Text>[]> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const end = new PromiseEnd(this.bridge, this.#tasks, resolve, reject);
      const task = this.bridge.inside((L) => {
        pushFunction(L);
        for (const arg of args) this.bridge.push(L, arg);
        return this.#tasks.start(L, args.length, "task", end);
      });
      if (signal !== undefined) {
        const abort = (): void => this.#tasks.cancel(task, signal.reason);
        signal.addEventListener("abort", abort);
        end.ended = () => signal.removeEventListener("abort", abort);
      }
      this.#tasks.resumeWithResults(task);
    });
  }
}

class PromiseEnd<Text extends string | Buffer> implements TaskEnd {
  ended: () => void = () => {};
  private readonly bridge: Bridge<Text>;
  private readonly tasks: Scheduler;
  private readonly resolve: (results: LuaValue<Text>[]) => void;
  private readonly reject: (reason: unknown) => void;

  constructor(
    bridge: Bridge<Text>,
    tasks: Scheduler,
    resolve: (results: LuaValue<Text>[]) => void,
    reject: (reason: unknown) => void,
  ) {
    this.bridge = bridge;
    this.tasks = tasks;
    this.resolve = resolve;
    this.reject = reject;
  }

  finished(thread: LuaState): void {
    this.ended();
    try {
      this.resolve(this.bridge.resultsOf(thread));
    } catch (error) {
      // A result cannot be converted to JavaScript.
      this.reject(error);
    }
  }

  failed(thread: LuaState): void {
    this.ended();
    this.reject(this.bridge.failureOf(thread, this.tasks.tracebackOf(thread)));
  }

  cancelled(reason: unknown): void {
    this.ended();
    this.reject(reason);
  }
}

function tracebackHere({ api }: LuaVm, L: LuaState): string {
  api.pushText(L, "");
  api.traceback(L, -1, 1);
  const text = (api.toText(L, -1) ?? "").replace(/^\n/, "");
  api.pop(L, api.version === "5.1" ? 1 : 2);
  return text;
}
