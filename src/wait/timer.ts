// Timers of any length.

/** Maximum delay of a Node timer, in milliseconds. A longer one fires after 1 ms (TIMEOUT_MAX in lib/internal/timers.js). */
export const MAX_TIMER_MS = 0x7fffffff;

/** A timer that chains Node timers, so that its delay is unlimited. */
export class LongTimeout {
  private readonly onDue: () => void;
  private left: number;
  private keepsAlive = true;
  private timer: NodeJS.Timeout;

  constructor(milliseconds: number, onDue: () => void) {
    this.onDue = onDue;
    this.left = milliseconds;
    this.timer = this.start();
  }

  /** Lets the process end before the timer does. */
  unref(): this {
    this.keepsAlive = false;
    this.timer.unref();
    return this;
  }

  cancel(): void {
    clearTimeout(this.timer);
  }

  private start(): NodeJS.Timeout {
    const delay = Math.min(this.left, MAX_TIMER_MS);
    this.left -= delay;
    const timer = setTimeout(() => this.ended(), delay);
    return this.keepsAlive ? timer : timer.unref();
  }

  private ended(): void {
    if (this.left > 0) this.timer = this.start();
    else this.onDue();
  }
}

/** Calls a function after a number of seconds, rounded up to milliseconds; negative numbers and NaN count as 0. */
export function setLongTimeout(seconds: number, onDue: () => void): LongTimeout {
  return new LongTimeout(seconds > 0 ? Math.ceil(seconds * 1000) : 0, onDue);
}

/** Calls a function when the limit of a wait has passed. Returns undefined for no limit: below 0, infinite or NaN. */
export function setLimitTimeout(limit: number, onDue: () => void): LongTimeout | undefined {
  return limit >= 0 && limit < Number.POSITIVE_INFINITY ? setLongTimeout(limit, onDue) : undefined;
}
