// The contract between LuaSocket's rules and the ways to wait.
//
// An operation is tried; it finishes, or says what its descriptor must be ready for. Who drives it
// (wait/) waits for that in its own way and tries again, or tells it that the time is up. So each rule
// of LuaSocket is written once, and knows nothing of poll, promises or coroutines.

import { READABLE, WRITABLE } from "../os/poll.js";

export { READABLE, WRITABLE };

/** Nothing more to wait for: the result can be taken. */
export const DONE = 0;

/** DONE, or the readiness that must come before the next attempt: READABLE, WRITABLE or both joined. */
export type Need = number;

export interface Operation {
  /** The descriptor to wait on. It may change between attempts: connect tries several addresses. */
  readonly fd: number;
  /** Does what can be done without waiting. */
  attempt(): Need;
  /** The wait ran out: finishes as a timeout, or goes on with something else. */
  expire(): Need;
  /** Seconds that the wait about to begin may take; below 0: for ever. */
  waitLimit(): number;
}

/**
 * The steps of an operation of several phases, for what is called once per connection. Each yield says
 * what to wait for and gets back whether it came in time.
 */
export type Phases<Result> = Generator<Need, Result, boolean>;

/** What a phased operation needs from its socket. */
export interface Waiter {
  readonly fd: number;
  waitLimit(): number;
}

/** An operation written as a generator. */
export class PhasedOperation<Result> implements Operation {
  private result: Result | undefined;
  /** The steps, for another operation to make its own with `yield*`. */
  readonly phases: Phases<Result>;
  private readonly waiter: Waiter;

  constructor(waiter: Waiter, phases: Phases<Result>) {
    this.waiter = waiter;
    this.phases = phases;
  }

  get fd(): number {
    return this.waiter.fd;
  }

  attempt(): Need {
    return this.advance(true);
  }

  expire(): Need {
    return this.advance(false);
  }

  waitLimit(): number {
    return this.waiter.waitLimit();
  }

  /** The result, once the operation is done. */
  take(): Result {
    return this.result as Result;
  }

  private advance(ready: boolean): Need {
    const step = this.phases.next(ready);
    if (!step.done) return step.value;
    this.result = step.value;
    return DONE;
  }
}
