// A time to be told of, that is put off again and again.

import { monotonicSeconds } from "../../os/clock.ts";

/** As long as a timer can be, in seconds. */
const MAX_TIMER_SECONDS = 0x7fffffff / 1000;

/**
 * Rings when a time has come. Most waits end long before their time, and the next one has a later time: so a timer
 * that rings too soon is kept, which costs one timer for all waits of that while. It does not keep the process alive.
 */
export class Alarm {
  private readonly onDue: () => void;
  private timer: NodeJS.Timeout | undefined;
  private due = Number.POSITIVE_INFINITY;

  constructor(onDue: () => void) {
    this.onDue = onDue;
  }

  /** Rings at this time, in seconds of the monotonic clock, or before. */
  set(time: number): void {
    if (time >= this.due) return;
    clearTimeout(this.timer);
    this.due = time;
    const seconds = Math.min(Math.max(time - monotonicSeconds(), 0), MAX_TIMER_SECONDS);
    this.timer = setTimeout(
      () => {
        this.cancel();
        this.onDue();
      },
      Math.ceil(seconds * 1000),
    ).unref();
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.due = Number.POSITIVE_INFINITY;
  }
}
