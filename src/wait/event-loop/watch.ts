// One descriptor, and all who wait for it.

import type { Need } from "../../net/operation.ts";
import { monotonicSeconds } from "../../os/clock.ts";
import { Alarm } from "./alarm.ts";
import { enqueueReady } from "./ready-queue.ts";

/** Somebody who waits for a descriptor while others run. */
export interface Wait {
  /** What the descriptor must be ready for. */
  readonly need: Need;
  /** Whether the process goes on because of this wait. */
  readonly keepsAlive: boolean;
  /** When the wait is over in any case, in seconds of the monotonic clock; infinite if it is not. */
  readonly deadline: number;
  /** The descriptor may be ready now; called once for each time that the wait was added to a watch. */
  ready(): void;
  /** The deadline has passed. */
  expired(): void;
  /** The descriptor is not open any more. */
  closed(): void;
}

const NOBODY: readonly Wait[] = [];

/** What the engines have in common: each learns in its own way when the descriptor is ready. */
export abstract class Watch {
  /** Whether the descriptor is still the one that the watch was made for. */
  isOpen = true;
  // Mostly nobody or one: a new array for every change costs less than one that grows and is emptied.
  private waits: readonly Wait[] = NOBODY;
  private alarm: Alarm | undefined;

  /** All that somebody waits for. */
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

  /** Somebody waits no longer. */
  remove(wait: Wait): void {
    if (!this.waits.includes(wait)) return;
    this.waits = this.waits.filter((other) => other !== wait);
    this.end(wait);
  }

  /** The descriptor is about to be closed: stops looking, and tells those who wait. */
  close(): void {
    const { waits } = this;
    this.waits = NOBODY;
    this.isOpen = false;
    this.alarm?.cancel();
    this.unwatch();
    for (const wait of waits) {
      this.end(wait);
      wait.closed();
    }
  }

  /** Lets those go on who wait for any of this readiness. Gives the part of it that somebody waited for. */
  protected wake(readiness: Need): Need {
    const wanted = this.wanted & readiness;
    if (wanted === 0) return 0;
    const { waits } = this;
    this.waits = waits.length === 1 ? NOBODY : waits.filter(({ need }) => (need & readiness) === 0);
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
      // One that has run out may have ended others, a connect that closes its descriptor for example.
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

/** A way to learn when descriptors are ready, in turns of Node's event loop. */
export interface Engine {
  /** A watch for a descriptor that has none, or the negative errno of one that cannot be watched. */
  open(fd: number): Watch | number;
}
