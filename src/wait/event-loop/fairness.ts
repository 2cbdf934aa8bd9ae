// That a peer who is always ahead does not keep all others from their turn.

/**
 * How much is given at once before the loop has a turn. A promise that is settled at once never leaves the queue
 * of microtasks: a program that only finds data would keep out timers and all other sockets.
 */
const ALLOWANCE = 2048;

/** What a result counts that was here already, a buffered line for example. */
export const PRESENT = 1;
/** What a result counts that was asked of the system. */
export const FETCHED = 16;

let spent = 0;

/** Whether it is the others' turn. To be asked for every result that was there at once. */
export function isOthersTurn(weight: number): boolean {
  spent += weight;
  if (spent < ALLOWANCE) return false;
  spent = 0;
  return true;
}

/**
 * A result that was there at once, as a promise.
 *
 * @param weight  what it counts, PRESENT or FETCHED
 */
export function given<Result>(result: Result, weight: number): Promise<Result> {
  if (!isOthersTurn(weight)) return Promise.resolve(result);
  return new Promise((resolve) => {
    setImmediate(resolve, result);
  });
}
