// An operation that has to wait, driven in turns of Node's event loop.

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

/** What a subclass does when the operation is over is what the ways to wait in an event loop differ in. */
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

  /** Waits for what an attempt has said that it needs, and goes on from there until the operation is over. */
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

  /** Nobody wants the result any more. */
  cancel(): void {
    this.end();
    this.operation.cancel?.();
  }

  ready(): void {
    const { watch } = this;
    // The time may have run out since the watch has said so.
    if (watch === undefined) return;
    // Who waits for both is connect, which cannot tell a false alarm from a connection.
    const isConnect = this.need === (READABLE | WRITABLE);
    // A socket that was closed since then is waited for no more.
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
    // The loop may have been held up: what has come in time counts, as with poll(2).
    this.next(isReady(this.operation.fd, this.need));
  }

  /** The operation is done: its result is to be taken now, before another call begins. */
  protected abstract completed(): void;
  /** The operation has thrown. */
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
      // No time to wait: what is ready already is so nevertheless, as with poll(2).
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
