// A time to be told of, that is put off again and again.

import { monotonicSeconds } from "../../os/clock.ts";
import { type LongTimeout, setLongTimeout } from "../timer.ts";

/**
 * Rings when a time has come. Most waits end long before their time, and the next one has a later time: so a timer
 * that rings too soon is kept, which costs one timer for all waits of that while. It does not keep the process alive.
 */
export class Alarm {
  private readonly onDue: () => void;
  private timer: LongTimeout | undefined;
  private due = Number.POSITIVE_INFINITY;

  constructor(onDue: () => void) {
    this.onDue = onDue;
  }

  /** Rings at this time, in seconds of the monotonic clock, or before. */
  set(time: number): void {
    if (time >= this.due) return;
    this.timer?.cancel();
    this.due = time;
    this.timer = setLongTimeout(time - monotonicSeconds(), () => {
      this.cancel();
      this.onDue();
    }).unref();
  }

  cancel(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.due = Number.POSITIVE_INFINITY;
  }
}
