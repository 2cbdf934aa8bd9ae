// That a peer who is always ahead does not keep all others from their turn.

/**
 * How much is given at once before the loop has a turn. A promise that is settled at once never leaves the queue
 * of microtasks: a program that only finds data would keep out timers and all other sockets.
 */
const ALLOWANCE = 2048;

/** What a result counts that was here already, a buffered line for example. */
export const COST_BUFFERED = 1;
/** What a result counts that was asked of the system. */
export const COST_SYSCALL = 16;

let spent = 0;

/** Whether it is the others' turn. To be asked for every result that was there at once. */
export function shouldYield(cost: number): boolean {
  spent += cost;
  if (spent < ALLOWANCE) return false;
  spent = 0;
  return true;
}

/**
 * A result that was there at once, as a promise.
 *
 * @param cost  what it counts, PRESENT or FETCHED
 */
export function resolved<Result>(result: Result, cost: number): Promise<Result> {
  if (!shouldYield(cost)) return Promise.resolve(result);
  return new Promise((resolve) => {
    setImmediate(resolve, result);
  });
}
