// One task: a Lua thread and its current wait.

import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { Request, Requester } from "./request.ts";

/** Listener for the end of a task. */
export interface TaskEnd {
  /** Called with the results on the thread's stack. */
  finished(thread: LuaState): void;
  /** Called with the error on top of the thread's stack. */
  failed(thread: LuaState): void;
  /** Called when the task is cancelled: by an abort, by the end of the program, or of the VM. */
  cancelled(reason: unknown): void;
}

/** Kind of a task's thread: `coroutine.running` reports "main" as the main thread. */
export type TaskKind = "main" | "task";

/** The scheduler of tasks. */
export interface Runner {
  wake(task: Task): void;
  resumeWithResults(task: Task): void;
  cancel(task: Task, reason: unknown): void;
}

/** The saved arguments of a request without any. */
export const NO_ARGS: readonly number[] = [];

export class Task implements Requester {
  readonly thread: LuaState;
  /** Registry ref of the thread. */
  readonly threadRef: number;
  readonly end: TaskEnd;
  request: Request | undefined;
  /** Set if the task must end at its next wait. */
  cancellation: { readonly reason: unknown } | undefined;
  /** Registry refs of the arguments that the request needs for its results. */
  savedArgs: readonly number[] = NO_ARGS;
  private readonly tasks: Runner;

  constructor(tasks: Runner, thread: LuaState, threadRef: number, end: TaskEnd) {
    this.tasks = tasks;
    this.thread = thread;
    this.threadRef = threadRef;
    this.end = end;
  }

  completed(): void {
    this.tasks.wake(this);
  }

  failed(error: unknown): void {
    this.tasks.cancel(this, error);
  }

  /** Called by the ready queue. */
  ready(): void {
    this.tasks.resumeWithResults(this);
  }
}
