// LuaSocket's block and total timeouts (timeout.c).

import { monotonicSeconds } from "../os/clock.ts";

/** The timeout that settimeout sets. */
export type TimeoutMode = "block" | "total";

/** The timeout for settimeout's mode, or undefined. Only the first letter counts (timeout.c). */
export function timeoutMode(mode: string): TimeoutMode | undefined {
  switch (mode[0]) {
    case "b":
      return "block";
    case "t":
    case "r": // "return" in older manuals
      return "total";
    default:
      return undefined;
  }
}

/**
 * The timeouts of one socket and the clock of its current call, in seconds; below 0 means none.
 *
 * The clock starts once per call. Timeouts are checked only when a call would wait, so a call that always finds data
 * runs past them. The first attempt is always made, so available data is returned even with a timeout of 0.
 */
export class Timeout {
  block = -1;
  total = -1;
  private startedAt = 0;
  private readonly isBlockPerWait: boolean;

  /** @param isBlockPerWait  the block timeout applies to each wait anew, even without a total timeout */
  constructor(isBlockPerWait = false) {
    this.isBlockPerWait = isBlockPerWait;
  }

  set(seconds: number, mode: TimeoutMode): void {
    // NaN compares false to everything; no timeout is the least harmful meaning.
    this[mode] = Number.isNaN(seconds) ? -1 : seconds;
  }

  /** Starts the clock of a call. Without a timeout the clock is not read. */
  start(): void {
    if (this.block > 0 || this.total > 0) this.startedAt = monotonicSeconds();
  }

  /** True if there is no timeout. */
  get waitsForEver(): boolean {
    return this.block < 0 && this.total < 0;
  }

  /** A block timeout of exactly 0 never waits, not even for a poll of zero length; a total timeout of 0 polls. */
  get neverWaits(): boolean {
    return this.block === 0;
  }

  /**
   * Maximum seconds of the next wait, below 0 indefinitely.
   *
   * | block | total | limit |
   * |-------|-------|-------|
   * | none  | none  | none |
   * | none  | T     | T minus the time since the call began |
   * | B     | none  | B minus the time since the call began: a deadline for the whole call |
   * | B     | T     | B for each wait, but at most the remainder of T |
   *
   * Source: timeout_getretry in LuaSocket's timeout.c. The manual describes the behaviour of older versions instead:
   * always B for each wait.
   */
  waitLimit(): number {
    if (this.total < 0) {
      if (this.block < 0) return -1;
      return this.isBlockPerWait ? this.block : Math.max(this.block - this.elapsed(), 0);
    }
    const left = Math.max(this.total - this.elapsed(), 0);
    return this.block < 0 ? left : Math.min(this.block, left);
  }

  private elapsed(): number {
    return monotonicSeconds() - this.startedAt;
  }
}
