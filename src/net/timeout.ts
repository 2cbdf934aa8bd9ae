// How long a call may wait: LuaSocket's block and total limits (timeout.c).

import { monotonicSeconds } from "../os/clock.ts";

/** Which of the two limits settimeout sets. */
export type TimeoutMode = "block" | "total";

/** The limit that settimeout's mode names, or undefined. Only its first letter counts (timeout.c). */
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
 * The limits of one socket and the clock of its current call. All times are in seconds; a limit below
 * 0 is none.
 *
 * The clock starts once per call. Limits are looked at only when a call would wait, so a call that
 * always finds data runs on past them; and a first attempt is always made, so data that is there is
 * given even with a limit of 0.
 */
export class Timeout {
  block = -1;
  total = -1;
  private startedAt = 0;
  private readonly isBlockPerWait: boolean;

  /** @param isBlockPerWait the block limit holds afresh for each wait, even without a total limit */
  constructor(isBlockPerWait = false) {
    this.isBlockPerWait = isBlockPerWait;
  }

  set(seconds: number, mode: TimeoutMode): void {
    // NaN compares as neither: as no limit it does the least harm.
    this[mode] = Number.isNaN(seconds) ? -1 : seconds;
  }

  /** Starts the clock of a call. Without a limit to measure there is nothing to read the clock for. */
  start(): void {
    if (this.block > 0 || this.total > 0) this.startedAt = monotonicSeconds();
  }

  /** Whether there is no limit at all. */
  get waitsForEver(): boolean {
    return this.block < 0 && this.total < 0;
  }

  /** A block limit of exactly 0 never waits, not even for a poll of zero length; a total limit of 0 polls. */
  get neverWaits(): boolean {
    return this.block === 0;
  }

  /**
   * Seconds that the next wait may take, below 0 for ever.
   *
   * | block | total | limit |
   * |-------|-------|-------|
   * | none  | none  | for ever |
   * | none  | T     | T less what has passed since the call began |
   * | B     | none  | B less what has passed since the call began: a deadline for the whole call |
   * | B     | T     | B afresh for each wait, but no longer than what is left of T |
   *
   * Source: timeout_getretry in LuaSocket's timeout.c; the manual describes it differently, and as the
   * LuaSockets of old did it: B afresh for each wait, always.
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
