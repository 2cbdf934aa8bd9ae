// A timer whose due time is postponed often.

import { monotonicSeconds } from "../../os/clock.ts";
import { type LongTimeout, setLongTimeout } from "../timer.ts";

/**
 * Calls back when a time is due. Most waits end long before their deadline, and the next one has a later deadline: so a
 * timer that fires too early is kept, and one timer serves many waits. It does not keep the process alive.
 */
export class Alarm {
  private readonly onDue: () => void;
  private timer: LongTimeout | undefined;
  private due = Number.POSITIVE_INFINITY;

  constructor(onDue: () => void) {
    this.onDue = onDue;
  }

  /** Makes the alarm fire at this time, in seconds of the monotonic clock, or earlier. */
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
