// A watched descriptor and the waits for it.

import type { Need } from "../../net/operation.ts";
import { monotonicSeconds } from "../../os/clock.ts";
import { Alarm } from "./alarm.ts";
import { enqueueReady } from "./ready-queue.ts";

/** A wait for a descriptor in the event loop. */
export interface Wait {
  /** Required readiness of the descriptor. */
  readonly need: Need;
  /** True if this wait keeps the process alive. */
  readonly keepsAlive: boolean;
  /** Deadline in seconds of the monotonic clock; infinite if there is none. */
  readonly deadline: number;
  /** Called when the descriptor may be ready, once for each time that the wait was added to a watch. */
  ready(): void;
  /** Called when the deadline has passed. */
  expired(): void;
  /** Called when the descriptor is closed. */
  closed(): void;
}

const NO_WAITS: readonly Wait[] = [];

/** Common part of the engines' watches. Each engine learns in its own way when the descriptor is ready. */
export abstract class Watch {
  /** True while the fd still refers to the descriptor that the watch was created for. */
  isOpen = true;
  // Usually empty or with one entry: a new array for each change costs less than one that grows and is emptied.
  private waits: readonly Wait[] = NO_WAITS;
  private alarm: Alarm | undefined;

  /** Union of the needs of all waits. */
  get wanted(): Need {
    let wanted = 0;
    for (const wait of this.waits) wanted |= wait.need;
    return wanted;
  }

  add(wait: Wait): void {
    this.waits = this.waits.length === 0 ? [wait] : [...this.waits, wait];
    if (wait.deadline < Number.POSITIVE_INFINITY) this.wakeBy(wait.deadline);
    this.begin(wait);
  }

  /** Removes a wait that has ended or is cancelled. */
  remove(wait: Wait): void {
    if (!this.waits.includes(wait)) return;
    this.waits = this.waits.filter((other) => other !== wait);
    this.end(wait);
  }

  /** Stops watching a descriptor that is about to be closed, and notifies its waits. */
  close(): void {
    const { waits } = this;
    this.waits = NO_WAITS;
    this.isOpen = false;
    this.alarm?.cancel();
    this.unwatch();
    for (const wait of waits) {
      this.end(wait);
      wait.closed();
    }
  }

  /** Wakes the waits for any of this readiness. Returns the part of it that had a wait. */
  protected wake(readiness: Need): Need {
    const wanted = this.wanted & readiness;
    if (wanted === 0) return 0;
    const { waits } = this;
    this.waits = waits.length === 1 ? NO_WAITS : waits.filter(({ need }) => (need & readiness) === 0);
    for (const wait of waits) {
      if ((wait.need & readiness) === 0) continue;
      this.end(wait);
      enqueueReady(wait);
    }
    return wanted;
  }

  private expire(): void {
    const now = monotonicSeconds();
    for (const wait of this.waits) {
      // An expired wait may have ended others, as a connect that closes its descriptor does.
      if (!this.waits.includes(wait)) continue;
      if (wait.deadline <= now) wait.expired();
      else if (wait.deadline < Number.POSITIVE_INFINITY) this.wakeBy(wait.deadline);
    }
  }

  private wakeBy(deadline: number): void {
    this.alarm ??= new Alarm(() => this.expire());
    this.alarm.set(deadline);
  }

  protected abstract begin(wait: Wait): void;
  protected abstract end(wait: Wait): void;
  protected abstract unwatch(): void;
}

/** Mechanism that reports the readiness of descriptors to Node's event loop. */
export interface Engine {
  /** Creates a watch for a descriptor that has none. Returns the negative errno if it cannot be watched. */
  open(fd: number): Watch | number;
}
