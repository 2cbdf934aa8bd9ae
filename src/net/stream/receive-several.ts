// receive of several patterns in one call, as in LuaSocket before the release of 2.0.

import type { ConflictDetector } from "../conflict-detector.ts";
import type { Failure } from "../error-text.ts";
import { DONE, type Need, type Operation } from "../operation.ts";
import type { Pattern } from "./patterns.ts";
import type { Receive } from "./receive.ts";

/** The result of one pattern: `size` bytes of the input buffer, `offset` bytes behind its front. */
export interface Found {
  readonly offset: number;
  readonly size: number;
  readonly isLine: boolean;
}

/**
 * Satisfies patterns from left to right, and stops at the first that fails. The stream's own receive does the work;
 * the bytes stay in the input buffer until its `consume` is called.
 */
export class ReceiveSeveral implements Operation {
  /** One for each pattern that was begun; the last one is partial if the call failed. */
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
