// The contract between LuaSocket's rules and the drivers that wait.
//
// `attempt` finishes the operation, or returns the readiness it needs. A driver (wait/) waits for that in its
// own wait mode and attempts again, or calls `expire` at the deadline. So each rule of LuaSocket is written
// once, independent of poll, promises and coroutines.

import { READABLE, WRITABLE } from "../os/readiness/poll.ts";
import type { ConflictDetector } from "./conflict-detector.ts";
import { type Failure, TIMEOUT } from "./error-text.ts";

export { READABLE, WRITABLE };

/** The operation has finished: its result is available. */
export const DONE = 0;

/** The operation needs work that takes no descriptor but may take long. */
export const WORK: number = 1 << 16;

/** DONE, WORK, or the readiness required by the next attempt: READABLE, WRITABLE or both combined. */
export type Need = number;

/**
 * Number of spurious wake-ups that are retried once the deadline has passed. They may recur indefinitely on a
 * stream that was shut down for receiving: poll(2) reports it readable, recv(2) returns EAGAIN.
 */
export const MAX_SPURIOUS_WAKEUPS = 1000;

export interface Operation {
  /** The descriptor to wait on. It may change between attempts: connect tries several addresses. */
  readonly fd: number;
  /** Does as much as possible without waiting. */
  attempt(): Need;
  /** Reports that the wait timed out, or failed for another reason. Finishes, or continues with something else. */
  expire(failure?: Failure): Need;
  /** Maximum seconds of the next wait; below 0 indefinitely. */
  waitLimit(): number;
  /** A measure of progress, in any unit. If a wait leaves it unchanged, the wake-up was spurious or the wait goes on. */
  readonly progress?: number;
  /** The work to do while the need is WORK. */
  readonly work?: Work | undefined;

  // For waits during which other code runs:

  /** Held during the wait. */
  readonly conflicts?: ConflictDetector | undefined;
  /** Called before the wait: copies memory that is borrowed only until the call returns. */
  detachBuffers?(): void;
  /** Cancels the operation. No received bytes are lost. */
  cancel?(): void;
}

/** Long work, such as a lookup: on this thread, or on another. */
export interface Work {
  run(): void;
  start(done: () => void): void;
}

/** A step's wait for another descriptor than the socket's own, or with a limit of its own. */
export interface StepWait {
  readonly fd: number;
  readonly need: Need;
  /** Maximum length in seconds; below 0 indefinitely. */
  readonly seconds: number;
}

/**
 * The steps of an operation, for calls made once per connection. Each yield returns the need, and receives the
 * reason why the wait failed, or undefined.
 */
export type Steps<Result> = Generator<Need | Work | StepWait, Result, Failure | undefined>;

/** The parts of a socket that a stepped operation uses. */
export interface Waiter {
  readonly fd: number;
  waitLimit(): number;
  /** Like waitLimit, for work. */
  workLimit(): number;
  readonly conflicts?: ConflictDetector | undefined;
}

/** For operations without a socket. */
export const WAITS_FOR_EVER: Waiter = { fd: -1, waitLimit: () => -1, workLimit: () => -1 };

/** An operation written as a generator. */
export class SteppedOperation<Result> implements Operation {
  work: Work | undefined;
  progress = 0;
  private readonly steps: Steps<Result>;
  private wait: StepWait | undefined;
  private result: Result | undefined;
  private readonly waiter: Waiter;

  constructor(waiter: Waiter, steps: Steps<Result>) {
    waiter.conflicts?.check();
    this.waiter = waiter;
    this.steps = steps;
  }

  get fd(): number {
    return this.wait?.fd ?? this.waiter.fd;
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
    if (this.wait !== undefined) return this.wait.seconds;
    return this.work === undefined ? this.waiter.waitLimit() : this.waiter.workLimit();
  }

  cancel(): void {
    // Runs the `finally` blocks.
    this.steps.return(undefined as never);
  }

  /** The result, once the operation has finished. */
  take(): Result {
    return this.result as Result;
  }

  private advance(failure: Failure | undefined): Need {
    this.progress++;
    const { done, value } = this.steps.next(failure);
    this.work = undefined;
    this.wait = undefined;
    if (done) {
      this.result = value;
      return DONE;
    }
    if (typeof value === "number") return value;
    if ("need" in value) {
      this.wait = value;
      return value.need;
    }
    this.work = value;
    return WORK;
  }
}
