// The tasks of one VM: each runs Lua until it waits, and goes on when what it waits for has come.
//
// A task is a thread of Lua. A function of ours that has to wait notes what for and yields a mark, which comes
// here through all coroutines that the program itself runs (lua/coroutines.lua). Its results are pushed when the wait
// is over, and become those of the function when the thread is resumed with them.

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

/** A thread that has yielded has room for some results (LUA_MINSTACK). */
const SURE_TO_FIT = 8;

export class Tasks {
  readonly api: LuaApi;
  private readonly state: MainLuaState;
  private readonly paused: () => void;
  private readonly running = new Map<LuaState, Task>();
  /** What a yield means that comes from a wait. */
  private readonly yieldToken: Pointer;
  /** Registry places: the kinds of the threads; what closes a thread, 0 for nothing; what describes its stack. */
  private kindByThread = 0;
  private close = 0;
  private traceback = 0;
  /** A function of C that calls what is above it, which may yield; 0 where there is none (5.1). */
  private readonly baseFunction: Pointer;
  /** A function of C that moves the results of a request to the thread which waits for them. */
  private readonly resultMover: Pointer;
  /** Whose results those are, and how many there were. */
  private resuming: Task | undefined;
  private pushed = 0;
  private current: Task | undefined;
  /** What the thread that is just yielding waits for, with what it keeps. */
  private pendingRequest: { readonly request: Request; readonly savedArgs: readonly number[] } | undefined;
  private isOver = false;
  private idle: (() => void)[] = [];

  /** @param paused  called when no Lua runs any more, until something happens */
  constructor(state: MainLuaState, paused: () => void) {
    this.state = state;
    this.paused = paused;
    this.api = state.api;
    this.yieldToken = this.api.malloc(1);
    this.baseFunction = this.registerBaseFunction();
    this.resultMover = this.registerResultMover();
    this.install();
  }

  /** Whether a task runs, and its thread can yield: where there is a function of C on its stack, it cannot. */
  canYield(L: LuaState): boolean {
    return this.isRunning && this.api.isyieldable(L);
  }

  /**
   * What a C function returns that waits: its thread yields.
   *
   * @param saved  how many values, from the bottom of the stack, the request finds when it pushes its results
   */
  yield(L: LuaState, request: Request, saved: number): number {
    const { api } = this;
    this.pendingRequest = { request, savedArgs: saved === 0 ? NO_ARGS : this.saveArgs(L, saved) };
    api.pushlightuserdata(L, this.yieldToken);
    return YIELDS_TOP;
  }

  /** Has the registry keep the values at the bottom of a stack. Gives their places there. */
  private saveArgs(L: LuaState, count: number): readonly number[] {
    const { api } = this;
    return Array.from({ length: count }, (_, index) => {
      api.pushvalue(L, index + 1);
      return api.ref(L, api.registryIndex);
    });
  }

  /** Starts a task with the function below `args` arguments on the stack of `L`, from where it takes them. */
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

  /** Whether Lua runs at this moment, and what we do is done for it. */
  get isRunning(): boolean {
    return this.current !== undefined;
  }

  /** When no task is left. */
  whenIdle(): Promise<void> {
    if (this.running.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle.push(resolve);
    });
  }

  /** The wait of a task is over. */
  wake(task: Task): void {
    // Lua runs: what it does has ended the wait, by closing a socket for example. It has its turn first.
    if (this.isRunning) enqueueReady(task);
    else this.resumeWithResults(task);
  }

  /** Has a task go on with the results of its wait. */
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
      const message = api.toText(state.running, -1) ?? "the results of a call could not be given";
      api.pop(state.running, 1);
      this.cancel(task, new LuaError(Buffer.from(message, "latin1").toString(), ""));
      return;
    }
    task.request = undefined;
    task.savedArgs = NO_ARGS;
    this.resume(task, this.pushed);
  }

  /** Ends a task where it waits; if it runs, when it waits next. */
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

  /** Ends all tasks: the VM is of no more use to them. */
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

  /** The stack of a thread that has ended with an error, as a message handler would have seen it. */
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
      // Under `lua` a function of C is below everything.
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
      // The program has ended, or Lua is broken.
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
    if (pendingRequest === undefined) throw new Error("unreachable: a task has yielded for nothing");
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

  /** The thread is one like others from now on. What is still to be closed in it, is closed. */
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

  /** Pushes the results of a request, over the values that it has kept. */
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
      if (count > SURE_TO_FIT) api.checkstack(thread, count, 0);
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

  /** Replaces the functions of coroutines by those that let a mark pass. */
  private install(): void {
    const { api, state } = this;
    const canYield = api.registerFunction((L) => {
      api.pushboolean(L, this.canYield(L) ? 1 : 0);
      return 1;
    });
    const block = api.registerFunction((L) => {
      const { pendingRequest } = this;
      this.pendingRequest = undefined;
      if (pendingRequest === undefined) throw new Error("unreachable: nothing is waited for");
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
