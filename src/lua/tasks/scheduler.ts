// The tasks of one VM: each runs Lua until it waits, and continues when the wait is over.
//
// A task is a Lua thread. A C function that waits records its request and yields a token, which arrives here through
// all coroutines of the program (lua/coroutines.lua). When the wait is over, the results are pushed, and the thread is
// resumed with them as the results of the function.

import { bundledChunk } from "../../vm/bundled-lua.ts";
import {
  LUA_MULTRET,
  LUA_OK,
  LUA_YIELD,
  type LuaApi,
  type LuaState,
  type Pointer,
  YIELDS_TOP,
} from "../../vm/c-api/lua-api.ts";
import { LuaError } from "../../vm/lua-error.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import { enqueueReady } from "../../wait/event-loop/ready-queue.ts";
import type { Request } from "./request.ts";
import { NO_ARGS, Task, type TaskEnd, type TaskKind } from "./task.ts";

/** Number of results for which a thread that has yielded has free stack slots (LUA_MINSTACK). */
const GUARANTEED_SLOTS = 8;

export class Scheduler {
  readonly api: LuaApi;
  private readonly state: MainLuaState;
  private readonly paused: () => void;
  private readonly running = new Map<LuaState, Task>();
  /** Light userdata that marks the yield of a wait. */
  private readonly yieldToken: Pointer;
  /** Registry ref of the table from threads to their kinds. */
  private kindByThread = 0;
  /** Registry ref of coroutine.close; 0 in 5.1. */
  private close = 0;
  /** Registry ref of debug.traceback. */
  private traceback = 0;
  /** A C function at the base of a task's stack, which calls the task's function with callk; 0 in 5.1. */
  private readonly baseFunction: Pointer;
  /** A C function that moves the results of a request to the waiting thread. */
  private readonly resultMover: Pointer;
  /** The task whose results are moved. */
  private resuming: Task | undefined;
  /** Number of the moved results. */
  private pushed = 0;
  private current: Task | undefined;
  /** The request of the thread that is yielding, and its saved arguments. */
  private pendingRequest: { readonly request: Request; readonly savedArgs: readonly number[] } | undefined;
  private isOver = false;
  private idle: (() => void)[] = [];

  /** @param paused  called when no Lua code runs until the next event */
  constructor(state: MainLuaState, paused: () => void) {
    this.state = state;
    this.paused = paused;
    this.api = state.api;
    this.yieldToken = this.api.malloc(1);
    this.baseFunction = this.registerBaseFunction();
    this.resultMover = this.registerResultMover();
    this.install();
  }

  /** True if a task runs and its thread can yield, which a C function on its stack prevents. */
  canYield(L: LuaState): boolean {
    return this.isRunning && this.api.isyieldable(L);
  }

  /**
   * Makes the thread yield: `return tasks.yield(…)` in a C function.
   *
   * @param saved  number of values, from the bottom of the stack, that the request needs to push its results
   */
  yield(L: LuaState, request: Request, saved: number): number {
    const { api } = this;
    this.pendingRequest = { request, savedArgs: saved === 0 ? NO_ARGS : this.saveArgs(L, saved) };
    api.pushlightuserdata(L, this.yieldToken);
    return YIELDS_TOP;
  }

  /** Saves the values at the bottom of a stack in the registry. Returns their refs. */
  private saveArgs(L: LuaState, count: number): readonly number[] {
    const { api } = this;
    return Array.from({ length: count }, (_, index) => {
      api.pushvalue(L, index + 1);
      return api.ref(L, api.registryIndex);
    });
  }

  /** Creates a task from the function below `args` arguments on the stack of `L`, and removes them from there. */
  start(L: LuaState, args: number, kind: TaskKind, end: TaskEnd): Task {
    const { api } = this;
    const base = api.gettop(L) - args - 1;
    const thread = api.newthread(L);
    this.setKind(L, thread, kind);
    const ref = api.ref(L, api.registryIndex);
    const task = new Task(this, thread, ref, end);
    this.running.set(thread, task);
    if (this.baseFunction !== 0) {
      api.pushcclosure(L, this.baseFunction, 0);
      api.insert(L, -args - 2);
    }
    api.xmove(L, thread, api.gettop(L) - base);
    return task;
  }

  /** True while a task runs, so that the current code was called by Lua. */
  get isRunning(): boolean {
    return this.current !== undefined;
  }

  /** Resolves when no task is left. */
  whenIdle(): Promise<void> {
    if (this.running.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle.push(resolve);
    });
  }

  /** Continues a task whose wait is over. */
  wake(task: Task): void {
    // The running task has ended the wait, by closing a socket for example. It runs on first.
    if (this.isRunning) enqueueReady(task);
    else this.resumeWithResults(task);
  }

  /** Resumes a task with the results of its wait. */
  resumeWithResults(task: Task): void {
    if (this.running.get(task.thread) !== task) return;
    const { api, state } = this;
    if (task.request === undefined) {
      this.resume(task, api.gettop(task.thread) - 1);
      return;
    }
    this.resuming = task;
    api.pushcclosure(state.running, this.resultMover, 0);
    if (api.pcall(state.running, 0, 0, 0) !== LUA_OK) {
      const message = api.toText(state.running, -1) ?? "cannot push the results of a call";
      api.pop(state.running, 1);
      this.cancel(task, new LuaError(Buffer.from(message, "latin1").toString(), ""));
      return;
    }
    task.request = undefined;
    task.savedArgs = NO_ARGS;
    this.resume(task, this.pushed);
  }

  /** Ends a task at its current wait; a running task at its next wait. */
  cancel(task: Task, reason: unknown): void {
    if (this.isRunning) {
      task.cancellation ??= { reason };
      enqueueReady({ ready: () => this.cancel(task, reason) });
      return;
    }
    if (this.running.get(task.thread) !== task) return;
    this.running.delete(task.thread);
    task.request?.cancel();
    this.release(task, true);
    task.end.cancelled(reason);
    this.notifyIfIdle();
  }

  /** Ends all tasks, because the VM has ended. */
  cancelAll(reason: unknown): void {
    this.isOver = true;
    const tasks = [...this.running.values()];
    this.running.clear();
    for (const { request, end } of tasks) {
      request?.cancel();
      end.cancelled(reason);
    }
    this.notifyIfIdle();
  }

  /** Returns the traceback of a thread that ended with an error, as a message handler would get it. */
  tracebackOf(thread: LuaState): string {
    const { api } = this;
    let text = "";
    this.state.protect((L) => {
      api.rawgeti(L, api.registryIndex, this.traceback);
      api.pushthread(thread);
      api.xmove(thread, L, 1);
      api.pushText(L, "");
      api.call(L, 2, 1);
      text = api.toText(L, -1) ?? "";
      // As under `lua`, where a C function is at the base of the stack.
      if (this.baseFunction === 0) text += "\n\t[C]: ?";
      return 0;
    });
    return text.replace(/^\n/, "");
  }

  private resume(task: Task, args: number): void {
    const { api, state } = this;
    const caller = this.current;
    this.current = task;
    let status: number;
    try {
      status = api.resume(task.thread, state.running, args);
    } catch (thrown) {
      // The program called os.exit, or Lua aborted.
      this.current = caller;
      this.cancelAll(thrown);
      return;
    }
    this.current = caller;
    if (caller === undefined) this.paused();
    if (status === LUA_YIELD) this.suspend(task);
    else this.finish(task, status);
  }

  private suspend(task: Task): void {
    const { pendingRequest } = this;
    this.pendingRequest = undefined;
    if (pendingRequest === undefined) throw new Error("unreachable: a task has yielded without a request");
    this.api.pop(task.thread, this.api.resumeResults(task.thread));
    task.request = pendingRequest.request;
    task.savedArgs = pendingRequest.savedArgs;
    if (task.cancellation !== undefined) {
      this.cancel(task, task.cancellation.reason);
      return;
    }
    try {
      pendingRequest.request.begin(task);
    } catch (error) {
      this.cancel(task, error);
    }
  }

  private finish(task: Task, status: number): void {
    this.running.delete(task.thread);
    try {
      if (status === LUA_OK) task.end.finished(task.thread);
      else task.end.failed(task.thread);
    } finally {
      this.release(task, status !== LUA_OK);
      this.notifyIfIdle();
    }
  }

  private notifyIfIdle(): void {
    if (this.running.size > 0) return;
    const { idle } = this;
    this.idle = [];
    for (const listener of idle) listener();
  }

  /** Makes the thread of an ended task an ordinary one, and closes its pending to-be-closed variables. */
  private release({ threadRef: ref, thread, savedArgs }: Task, mustClose: boolean): void {
    const { api } = this;
    if (this.isOver) return;
    try {
      this.state.protect((L) => {
        this.setKind(L, thread, undefined);
        if (mustClose && this.close !== 0) {
          api.rawgeti(L, api.registryIndex, this.close);
          api.rawgeti(L, api.registryIndex, ref);
          api.pcall(L, 1, 0, 0);
        }
        for (const value of savedArgs) api.unref(L, api.registryIndex, value);
        api.unref(L, api.registryIndex, ref);
        return 0;
      });
    } catch (error) {
      this.cancelAll(error);
    }
  }

  private setKind(L: LuaState, thread: LuaState, kind: TaskKind | undefined): void {
    const { api } = this;
    api.rawgeti(L, api.registryIndex, this.kindByThread);
    api.pushthread(thread);
    api.xmove(thread, L, 1);
    if (kind === undefined) api.pushnil(L);
    else api.pushText(L, kind);
    api.rawset(L, -3);
    api.pop(L, 1);
  }

  /** Pushes the saved arguments of a request, then its results. */
  private pushResults(L: LuaState, request: Request, savedArgs: readonly number[]): number {
    const { api } = this;
    for (const ref of savedArgs) {
      api.rawgeti(L, api.registryIndex, ref);
      api.unref(L, api.registryIndex, ref);
    }
    return request.push(L);
  }

  private registerResultMover(): Pointer {
    const { api } = this;
    return api.registerFunction((L) => {
      const { thread, request, savedArgs } = this.resuming as Task;
      const count = this.pushResults(L, request as Request, savedArgs);
      if (count > GUARANTEED_SLOTS) api.checkstack(thread, count, 0);
      api.xmove(L, thread, count);
      this.pushed = count;
      return 0;
    });
  }

  private registerBaseFunction(): Pointer {
    const { api } = this;
    const { callk } = api;
    if (callk === undefined) return 0;
    const continued = api.registerContinuation((L) => api.gettop(L));
    return api.registerFunction((L) => {
      callk(L, api.gettop(L) - 1, LUA_MULTRET, 0, continued);
      return api.gettop(L);
    });
  }

  /** Replaces the coroutine functions by versions that pass on the token of a wait. */
  private install(): void {
    const { api, state } = this;
    const canYield = api.registerFunction((L) => {
      api.pushboolean(L, this.canYield(L) ? 1 : 0);
      return 1;
    });
    const block = api.registerFunction((L) => {
      const { pendingRequest } = this;
      this.pendingRequest = undefined;
      if (pendingRequest === undefined) throw new Error("unreachable: there is no request to wait for");
      pendingRequest.request.block();
      return this.pushResults(L, pendingRequest.request, pendingRequest.savedArgs);
    });
    state.protect((L) => {
      bundledChunk(api, L, "coroutines");
      api.pushlightuserdata(L, this.yieldToken);
      api.pushcclosure(L, canYield, 0);
      api.pushcclosure(L, block, 0);
      api.createtable(L, 0, 0);
      api.createtable(L, 0, 1);
      api.pushText(L, "k");
      api.setfield(L, -2, api.cstring("__mode"));
      api.setmetatable(L, -2);
      api.pushvalue(L, -1);
      this.kindByThread = api.ref(L, api.registryIndex);
      api.call(L, 4, 2);
      this.traceback = api.ref(L, api.registryIndex);
      const hasClose = api.type(L, -1) > 0;
      this.close = hasClose ? api.ref(L, api.registryIndex) : 0;
      return 0;
    });
  }
}
