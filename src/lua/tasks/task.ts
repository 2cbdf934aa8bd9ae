// One task: a thread of Lua, and what it waits for.

import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { Request, Requester } from "./request.ts";

/** How a task has ended: the thread has its results on the stack, or an error on top. */
export interface TaskEnd {
  finished(thread: LuaState): void;
  failed(thread: LuaState): void;
  /** It was given up: by an abort, by the end of the program, or of the VM. */
  stopped(reason: unknown): void;
}

/** What `coroutine.running` says of a task's thread. */
export type TaskKind = "main" | "task";

/** Who runs tasks. */
export interface Runner {
  wake(task: Task): void;
  proceed(task: Task): void;
  stop(task: Task, reason: unknown): void;
}

/** Of values that are kept: none. */
export const NOTHING: readonly number[] = [];

export class Task implements Requester {
  readonly thread: LuaState;
  /** Where the registry has the thread. */
  readonly place: number;
  readonly end: TaskEnd;
  request: Request | undefined;
  /** Why it is to end when it waits next. */
  stopping: { readonly reason: unknown } | undefined;
  /** Registry places of the values that the request's results are made of. */
  kept: readonly number[] = NOTHING;
  private readonly tasks: Runner;

  constructor(tasks: Runner, thread: LuaState, place: number, end: TaskEnd) {
    this.tasks = tasks;
    this.thread = thread;
    this.place = place;
    this.end = end;
  }

  met(): void {
    this.tasks.wake(this);
  }

  failed(error: unknown): void {
    this.tasks.stop(this, error);
  }

  /** In the list of those who may go on. */
  ready(): void {
    this.tasks.proceed(this);
  }
}
