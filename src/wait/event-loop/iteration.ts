// The asynchronous iterator for `for await`.

import { setTimeout as pause } from "node:timers/promises";
import { type Buffered, RETRY, RETRY_DELAY_SECONDS } from "../mode.ts";
import { COST_BUFFERED, resolved } from "./fairness.ts";

type Next<Value> = () => Promise<Value | undefined | typeof RETRY>;

const nothing = () => undefined;

/**
 * Iterates over the values that `next` returns until it returns undefined, as an async generator would. A buffered
 * value bypasses the generator, which costs several promises per value.
 */
export class PromiseIteration<Value> implements AsyncIterableIterator<Value, undefined> {
  private readonly buffered: Buffered<Value>;
  private readonly values: AsyncGenerator<Value, undefined>;
  private isWaiting = false;
  private isOver = false;

  constructor(next: Next<Value>, buffered: Buffered<Value> = nothing) {
    this.buffered = buffered;
    this.values = this.generate(next);
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    // Overlapping calls are queued by the generator.
    if (!this.isWaiting && !this.isOver) {
      const value = this.buffered();
      if (value !== undefined) return resolved({ value, done: false }, COST_BUFFERED);
    }
    return this.values.next();
  }

  return(): Promise<IteratorResult<Value, undefined>> {
    this.isOver = true;
    return this.values.return(undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private async *generate(next: Next<Value>): AsyncGenerator<Value, undefined> {
    try {
      for (;;) {
        this.isWaiting = true;
        const value = await next();
        if (value === undefined) return undefined;
        if (value === RETRY) {
          await pause(RETRY_DELAY_SECONDS * 1000);
          continue;
        }
        this.isWaiting = false;
        yield value;
      }
    } finally {
      this.isOver = true;
    }
  }
}
