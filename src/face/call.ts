// One call of a method that may wait: the operation, and what its outcome is to the caller.

import type { Operation } from "../net/operation.js";

export interface Call<Result> {
  readonly operation: Operation;
  /** The result, once the operation is done. */
  take(): Result;
}
