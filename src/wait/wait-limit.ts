// How much of its limit a wait has left that is made in several goes.

import { monotonicSeconds } from "../os/clock.ts";

/**
 * A limit may hold afresh for each wait (timeout.c). It is one wait as long as nothing has come of it: when it is made
 * in pieces, when a signal has cut it short, when its descriptor was called ready in vain.
 */
export class WaitLimit {
  private isNew = true;
  private progress: number | undefined;
  private end = 0;

  /** Another operation begins. */
  begin(): void {
    this.isNew = true;
  }

  /**
   * Seconds that are left, 0 for none.
   *
   * @param limit     what the operation's next wait may take, above 0
   * @param progress  how far the operation has come
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
