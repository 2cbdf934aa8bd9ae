// What a task waits for.

import type { PushResults } from "../wait/waiting.ts";

/** Who is told when the wait is over. */
export interface Requester {
  completed(): void;
  failed(error: unknown): void;
}

/** One wait of one task. It begins when the task has yielded; where it could not, one blocks instead. */
export interface Request {
  /** Pushes the results of the call that waits, when the wait is over. */
  readonly push: PushResults;
  /** @throws Error for what cannot be waited for */
  begin(requester: Requester): void;
  /** @throws Error for what only the event loop can bring about */
  block(): void;
  /** The task has come to an end. */
  cancel(): void;
}
