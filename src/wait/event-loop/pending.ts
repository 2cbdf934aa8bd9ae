// An operation that waits, driven by Node's event loop.

import {
  DONE,
  MAX_SPURIOUS_WAKEUPS,
  type Need,
  type Operation,
  READABLE,
  WORK,
  type Work,
  WRITABLE,
} from "../../net/operation.ts";
import { monotonicSeconds } from "../../os/clock.ts";
import { INTERRUPTED, pollOne } from "../../os/readiness/poll.ts";
import { type LongTimeout, setLimitTimeout } from "../timer.ts";
import { WaitLimit } from "../wait-limit.ts";
import { inBackground, type Job } from "./lookups.ts";
import type { Wait, Watch } from "./watch.ts";
import { watchOf } from "./watches.ts";

/** Drives an operation to completion. Subclasses differ in how they deliver its result. */
export abstract class Pending<Op extends Operation> implements Wait {
  readonly operation: Op;
  readonly keepsAlive: boolean;
  need: Need = DONE;
  deadline: number = Number.POSITIVE_INFINITY;
  private watch: Watch | undefined;
  private timer: LongTimeout | undefined;
  private job: Job | undefined;
  private waitLimit: WaitLimit | undefined;

  constructor(operation: Op, keepsAlive: boolean) {
    this.operation = operation;
    this.keepsAlive = keepsAlive;
  }

  /** Waits for the need that an attempt returned, and continues until the operation is done. */
  begin(need: Need): void {
    const { operation } = this;
    operation.detachBuffers?.();
    operation.conflicts?.acquire();
    try {
      this.advance(need);
    } catch (error) {
      this.end();
      this.failed(error);
    }
  }

  /** Ends the wait without a result. */
  cancel(): void {
    this.end();
    this.operation.cancel?.();
  }

  ready(): void {
    const { watch } = this;
    // The deadline may have passed since the event.
    if (watch === undefined) return;
    // Only connect waits for both; it cannot tell a spurious wake-up from success, so poll again.
    const isConnect = this.need === (READABLE | WRITABLE);
    // A socket that was closed since the event is not watched again.
    if (isConnect && watch.isOpen && !isReady(this.operation.fd, this.need)) {
      watch.remove(this);
      watch.add(this);
      return;
    }
    this.unwatch();
    this.next(true);
  }

  closed(): void {
    this.unwatch();
    this.next(true);
  }

  expired(): void {
    this.unwatch();
    // The event loop may have been delayed: readiness that came in time counts, as with poll(2).
    this.next(isReady(this.operation.fd, this.need));
  }

  /** Takes the result of the finished operation, before another call begins. */
  protected abstract completed(): void;
  /** Reports an exception of the operation. */
  protected abstract failed(error: unknown): void;

  private next(inTime: boolean): void {
    this.timer?.cancel();
    this.timer = undefined;
    try {
      this.advance(inTime ? this.operation.attempt() : this.operation.expire());
    } catch (error) {
      this.end();
      this.failed(error);
    }
  }

  private advance(firstNeed: Need): void {
    const { operation } = this;
    let need = firstNeed;
    let lateAttempts = 0;
    while (need !== DONE) {
      const limit = this.limitLeft();
      if (limit !== 0) {
        this.park(need, limit);
        return;
      }
      // No time left: a descriptor that is ready already still counts, as with poll(2).
      const isTried = lateAttempts++ < MAX_SPURIOUS_WAKEUPS && isReady(operation.fd, need);
      need = isTried ? operation.attempt() : operation.expire();
    }
    this.end();
    this.completed();
  }

  private limitLeft(): number {
    const { operation } = this;
    const limit = operation.waitLimit();
    if (limit <= 0) return limit;
    this.waitLimit ??= new WaitLimit();
    return this.waitLimit.left(limit, operation.progress);
  }

  private park(need: Need, limit: number): void {
    const { operation } = this;
    this.need = need;
    if (need !== WORK && operation.fd >= 0) {
      this.deadline = limit < 0 ? Number.POSITIVE_INFINITY : monotonicSeconds() + limit;
      this.watch = watchOf(operation.fd);
      this.watch.add(this);
      return;
    }
    if (need === WORK) this.job = inBackground(operation.work as Work, () => this.worked());
    this.timer = setLimitTimeout(limit, () => this.expired());
    if (!this.keepsAlive) this.timer?.unref();
  }

  private worked(): void {
    this.job = undefined;
    this.next(true);
  }

  private unwatch(): void {
    this.watch?.remove(this);
    this.watch = undefined;
    this.job?.cancel();
    this.job = undefined;
  }

  private end(): void {
    this.unwatch();
    this.timer?.cancel();
    this.timer = undefined;
    const { conflicts } = this.operation;
    conflicts?.release();
  }
}

function isReady(fd: number, need: Need): boolean {
  if (need === WORK || fd < 0) return false;
  for (;;) {
    const ready = pollOne(fd, need, 0);
    if (ready !== INTERRUPTED) return ready > 0;
  }
}
