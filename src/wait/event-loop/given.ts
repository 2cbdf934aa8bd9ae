// A result that was there at once, as a promise.

import { isOthersTurn } from "./fairness.ts";

/** @param weight  what it counts, PRESENT or FETCHED */
export function given<Result>(result: Result, weight: number): Promise<Result> {
  if (!isOthersTurn(weight)) return Promise.resolve(result);
  return new Promise((resolve) => {
    setImmediate(resolve, result);
  });
}
