// One task: a thread of Lua, and what it waits for.

import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { Request, Requester } from "./request.ts";

/** How a task has ended: the thread has its results on the stack, or an error on top. */
export interface TaskEnd {
  finished(thread: LuaState): void;
  failed(thread: LuaState): void;
  /** It was given up: by an abort, by the end of the program, or of the VM. */
  cancelled(reason: unknown): void;
}

/** What `coroutine.running` says of a task's thread. */
export type TaskKind = "main" | "task";

/** Who runs tasks. */
export interface Runner {
  wake(task: Task): void;
  resumeWithResults(task: Task): void;
  cancel(task: Task, reason: unknown): void;
}

/** Of values that are kept: none. */
export const NO_ARGS: readonly number[] = [];

export class Task implements Requester {
  readonly thread: LuaState;
  /** Where the registry has the thread. */
  readonly threadRef: number;
  readonly end: TaskEnd;
  request: Request | undefined;
  /** Why it is to end when it waits next. */
  cancellation: { readonly reason: unknown } | undefined;
  /** Registry places of the values that the request's results are made of. */
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

  /** In the list of those who may go on. */
  ready(): void {
    this.tasks.resumeWithResults(this);
  }
}
