// The wait modes, and the return types and the driver of each.

import type { Operation } from "../net/operation.ts";
import type { ReadyElements, Selection } from "../net/select.ts";

/** `"blocking"` blocks the thread until the result exists; `"promise"` returns a promise of it. */
export type WaitMode = "blocking" | "promise";

/** Return type of a call that may wait. */
export type Outcome<W extends WaitMode, Result> = W extends "promise" ? Promise<Result> : Result;

/** Iterator over values, each of which may need a wait. */
export type Iteration<W extends WaitMode, Value> = W extends "promise"
  ? AsyncIterableIterator<Value>
  : IterableIterator<Value>;

/** Returns the next value if it is available without a wait. */
export type Buffered<Value> = () => Value | undefined;

/** No value yet; retry after RETRY_DELAY_SECONDS (accept is out of descriptors, for example). */
export const RETRY: unique symbol = Symbol("retry");
/** Seconds to pause before a retry. */
export const RETRY_DELAY_SECONDS = 0.05;

/** Options of a call that waits with a promise. */
export interface WaitOptions {
  /** Aborts the wait: the promise is rejected with the signal's reason. No received data is lost. */
  readonly signal?: AbortSignal | undefined;
}

/** Options type of a wait mode: a blocking call has none. */
export type OptionsOf<W extends WaitMode> = W extends "promise" ? WaitOptions : undefined;

/** The object that makes a call. The driver references it while the call waits. */
export interface Caller {
  /** True if a pending call keeps the process alive. */
  hasRef(): boolean;
}

/** The caller of a function that belongs to no object. */
export const NOBODY: Caller = { hasRef: () => true };

/** Waits for operations in one wait mode. */
export interface Driver<W extends WaitMode> {
  /** True if the total timeout of a connect covers the resolver and all addresses. */
  readonly limitsCoverConnect: boolean;
  /** True if a call without a timeout may block inside the kernel. */
  readonly blocksInKernel: boolean;

  /** Runs an operation to completion. `finish` turns it into a result, before another call can begin. */
  run<From extends Caller, Op extends Operation, Result>(
    caller: From,
    operation: Op,
    finish: (caller: From, operation: Op) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result>;

  /** Waits for any of several descriptors. `finish` gets undefined if one of them is not open. */
  runSelection<Element, Result>(
    selection: Selection<Element>,
    finish: (ready: ReadyElements<Element> | undefined) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result>;

  /** Waits for a number of seconds. */
  sleep(seconds: number, options: OptionsOf<W> | undefined): Outcome<W, void>;

  /** Wraps a result that is already available. */
  of<Result>(result: Result): Outcome<W, Result>;

  /**
   * Iterates over the values that `next` returns, until it returns undefined. After RETRY, `next` is called again.
   * Values that `buffered` returns need no wait and come first.
   */
  iterate<Value>(
    next: () => Outcome<W, Value | undefined | typeof RETRY>,
    buffered?: Buffered<Value>,
  ): Iteration<W, Value>;

  /** Calls `next` with a result once it is available. */
  after<Value, Result>(outcome: Outcome<W, Value>, next: (value: Value) => Result): Outcome<W, Result>;
}
