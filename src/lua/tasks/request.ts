// The interface of a task's wait.

import type { PushResults } from "../wait/waiting.ts";

/** Notified when a wait is over. */
export interface Requester {
  completed(): void;
  failed(error: unknown): void;
}

/** One wait of one task. It begins after the task has yielded; where Lua cannot yield, `block` blocks instead. */
export interface Request {
  /** Pushes the results of the waiting call, when the wait is over. */
  readonly push: PushResults;
  /** Begins the wait. @throws Error if it is not possible */
  begin(requester: Requester): void;
  /** Blocks the thread until the wait is over. @throws Error for an event that only the event loop can bring */
  block(): void;
  /** Ends the wait, because the task has ended. */
  cancel(): void;
}
