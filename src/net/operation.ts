// The contract between LuaSocket's rules and the ways to wait.
//
// An operation is tried; it finishes, or says what its descriptor must be ready for. Who drives it
// (wait/) waits for that in its own way and tries again, or tells it that the time is up. So each rule
// of LuaSocket is written once, and knows nothing of poll, promises or coroutines.

import { READABLE, WRITABLE } from "../os/readiness/poll.ts";
import type { ConflictDetector } from "./conflict-detector.ts";
import { type Failure, TIMEOUT } from "./error-text.ts";

export { READABLE, WRITABLE };

/** Nothing more to wait for: the result can be taken. */
export const DONE = 0;

/** Work must be done that needs no descriptor, but may take long. */
export const WORK: number = 1 << 16;

/** DONE, WORK, or the readiness that must come before the next attempt: READABLE, WRITABLE or both joined. */
export type Need = number;

/**
 * So often a descriptor that is called ready may turn out not to be when no time is left. A stream that was shut down
 * for receiving can be so for ever: poll(2) calls it readable, recv(2) says EAGAIN.
 */
export const MAX_SPURIOUS_WAKEUPS = 1000;

export interface Operation {
  /** The descriptor to wait on. It may change between attempts: connect tries several addresses. */
  readonly fd: number;
  /** Does what can be done without waiting. */
  attempt(): Need;
  /** The wait ran out, or could not be made for another reason: finishes so, or goes on with something else. */
  expire(failure?: Failure): Need;
  /** Seconds that the wait about to begin may take; below 0: for ever. */
  waitLimit(): number;
  /** How far it has come, in whatever unit. A wait after which that is the same was in vain, or is not over. */
  readonly progress?: number;
  /** What is to be done while the need is WORK. */
  readonly work?: Work | undefined;

  // For waits during which others run:

  /** Held during such a wait. */
  readonly conflicts?: ConflictDetector | undefined;
  /** Such a wait begins: whatever memory is borrowed until the call returns must be made its own. */
  detachBuffers?(): void;
  /** Nobody wants the result any more. Nothing that was received is lost. */
  cancel?(): void;
}

/** A lookup, for example: on this thread, or on another. */
export interface Work {
  run(): void;
  start(done: () => void): void;
}

/**
 * The steps of an operation of several phases, for what is called once per connection. Each yield says
 * what to wait for and gets back why it did not come, or undefined.
 */
export type Steps<Result> = Generator<Need | Work, Result, Failure | undefined>;

/** What a phased operation needs from its socket. */
export interface Waiter {
  readonly fd: number;
  waitLimit(): number;
  /** As waitLimit, for work. */
  workLimit(): number;
  readonly conflicts?: ConflictDetector | undefined;
}

/** For what belongs to no socket. */
export const WAITS_FOR_EVER: Waiter = { fd: -1, waitLimit: () => -1, workLimit: () => -1 };

/** An operation written as a generator. */
export class SteppedOperation<Result> implements Operation {
  work: Work | undefined;
  progress = 0;
  private readonly steps: Steps<Result>;
  private result: Result | undefined;
  private readonly waiter: Waiter;

  constructor(waiter: Waiter, steps: Steps<Result>) {
    waiter.conflicts?.check();
    this.waiter = waiter;
    this.steps = steps;
  }

  get fd(): number {
    return this.waiter.fd;
  }

  get conflicts(): ConflictDetector | undefined {
    return this.waiter.conflicts;
  }

  attempt(): Need {
    return this.advance(undefined);
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.advance(failure);
  }

  waitLimit(): number {
    return this.work === undefined ? this.waiter.waitLimit() : this.waiter.workLimit();
  }

  cancel(): void {
    // Runs what stands in `finally`.
    this.steps.return(undefined as never);
  }

  /** The result, once the operation is done. */
  take(): Result {
    return this.result as Result;
  }

  private advance(failure: Failure | undefined): Need {
    this.progress++;
    const { done, value } = this.steps.next(failure);
    this.work = undefined;
    if (done) {
      this.result = value;
      return DONE;
    }
    if (typeof value === "number") return value;
    this.work = value;
    return WORK;
  }
}
