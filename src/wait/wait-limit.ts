// The remaining time of a wait that takes several polls.

import { monotonicSeconds } from "../os/clock.ts";

/**
 * A block timeout starts again for each wait (timeout.c). Several polls are one wait as long as the operation makes no
 * progress: after a split poll, a signal, or a spurious wake-up.
 */
export class WaitLimit {
  private isNew = true;
  private progress: number | undefined;
  private end = 0;

  /** Starts over for another operation. */
  begin(): void {
    this.isNew = true;
  }

  /**
   * Returns the seconds that are left, 0 for none.
   *
   * @param limit     maximum seconds of the operation's next wait, above 0
   * @param progress  progress of the operation, in its own unit
   */
  left(limit: number, progress: number | undefined): number {
    const now = monotonicSeconds();
    if (this.isNew || progress !== this.progress) {
      this.isNew = false;
      this.progress = progress;
      this.end = now + limit;
      return limit;
    }
    return Math.max(Math.min(limit, this.end - now), 0);
  }
}
