// receive of several patterns in one call, as LuaSocket had it before 2.0 was released.

import type { ConflictDetector } from "../conflict-detector.ts";
import type { Failure } from "../error-text.ts";
import { DONE, type Need, type Operation } from "../operation.ts";
import type { Pattern } from "./patterns.ts";
import type { Receive } from "./receive.ts";

/** What one pattern found: bytes of the input buffer, counted from its front. */
export interface Found {
  readonly offset: number;
  readonly size: number;
  readonly isLine: boolean;
}

/**
 * Meets patterns from left to right, and stops at the first that fails. What they found stays in the
 * input buffer until the stream's own receive, which does the work, is told to consume it.
 */
export class ReceiveSeveral implements Operation {
  /** One for each pattern that was begun; that of the last is partial if the call failed. */
  readonly found: Found[] = [];
  private readonly receiving: Receive;
  private readonly patterns: readonly Pattern[];

  /** @param patterns at least one */
  constructor(receiving: Receive, patterns: readonly Pattern[]) {
    this.receiving = receiving;
    this.patterns = patterns;
    receiving.begin(patterns[0] as Pattern, 0);
  }

  get failure(): Failure | undefined {
    return this.receiving.failure;
  }

  get fd(): number {
    return this.receiving.fd;
  }

  get conflicts(): ConflictDetector {
    return this.receiving.conflicts;
  }

  get progress(): number {
    return this.receiving.progress;
  }

  attempt(): Need {
    for (;;) {
      const need = this.receiving.attempt();
      if (need !== DONE) return need;
      this.note();
      const next = this.patterns[this.found.length];
      if (this.failure !== undefined || next === undefined) return DONE;
      this.receiving.next(next);
    }
  }

  expire(failure?: Failure): Need {
    this.receiving.expire(failure);
    this.note();
    return DONE;
  }

  waitLimit(): number {
    return this.receiving.waitLimit();
  }

  private note(): void {
    const { offset, size, isLine } = this.receiving;
    this.found.push({ offset, size, isLine });
  }
}
