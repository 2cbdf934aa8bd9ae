// The ways in which a call can wait, and what it gives to its caller then.

import type { Operation } from "../net/operation.ts";
import type { ReadyElements, Selection } from "../net/select.ts";

/** `"blocking"` holds the thread until there is a result; `"promise"` gives a promise of it. */
export type WaitMode = "blocking" | "promise";

/** What a call gives that may have to wait. */
export type Outcome<W extends WaitMode, Result> = W extends "promise" ? Promise<Result> : Result;

/** One value after the other, each of which may have to be waited for. */
export type Iteration<W extends WaitMode, Value> = W extends "promise"
  ? AsyncIterableIterator<Value>
  : IterableIterator<Value>;

/** The next value if it is there already. */
export type Buffered<Value> = () => Value | undefined;

/** There is no value yet, nor anything to wait for but time. */
export const RETRY: unique symbol = Symbol("later");
/** How many seconds that is. */
export const RETRY_DELAY_SECONDS = 0.05;

/** What a call that waits with a promise can be told beside its arguments. */
export interface WaitOptions {
  /** Ends the wait: the promise is rejected with the signal's reason. Nothing that was received is lost. */
  readonly signal?: AbortSignal | undefined;
}

/** Nothing can be told to a call that blocks. */
export type OptionsOf<W extends WaitMode> = W extends "promise" ? WaitOptions : undefined;

/** For whom a call is made. It is kept as long as the call waits. */
export interface Caller {
  /** Whether the process goes on because the call waits. */
  hasRef(): boolean;
}

/** The caller of a function that belongs to no object. */
export const NOBODY: Caller = { hasRef: () => true };

/** Waits for operations in one of the ways. */
export interface Driver<W extends WaitMode> {
  /** Whether the total limit of a connect covers the resolver, and all addresses. */
  readonly limitsCoverConnect: boolean;
  /** Whether a system call may hold the thread as long as a call without a limit waits. */
  readonly blocksInKernel: boolean;

  /** Drives an operation to its end. `finish` makes the result of it, before another call can begin. */
  run<From extends Caller, Op extends Operation, Result>(
    caller: From,
    operation: Op,
    finish: (caller: From, operation: Op) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result>;

  /** Waits for one of many descriptors. Undefined is given to `finish` for one that is not open. */
  runSelection<Element, Result>(
    selection: Selection<Element>,
    finish: (ready: ReadyElements<Element> | undefined) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result>;

  /** Waits for nothing but time. */
  sleep(seconds: number, options: OptionsOf<W> | undefined): Outcome<W, void>;

  /** A result that there is already. */
  of<Result>(result: Result): Outcome<W, Result>;

  /**
   * The values that `next` gives, one after the other, until it gives undefined. LATER has it asked again. What
   * `present` gives is there without a wait, and comes first.
   */
  iterate<Value>(
    next: () => Outcome<W, Value | undefined | typeof RETRY>,
    buffered?: Buffered<Value>,
  ): Iteration<W, Value>;

  /** Goes on with a result when it is there. */
  after<Value, Result>(outcome: Outcome<W, Value>, next: (value: Value) => Result): Outcome<W, Result>;
}
