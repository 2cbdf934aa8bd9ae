// Fairness: a peer that always has data ready must not starve timers and other sockets.

/**
 * Total cost of immediate results before the event loop gets a turn. A promise that is already resolved never leaves
 * the microtask queue: a program that always finds data would starve timers and all other sockets.
 */
const ALLOWANCE = 2048;

/** Cost of a result that was buffered, such as a line. */
export const COST_BUFFERED = 1;
/** Cost of a result that took a system call. */
export const COST_SYSCALL = 16;

let spent = 0;

/** Adds the cost of an immediate result. Returns true if the caller must yield to the event loop. */
export function shouldYield(cost: number): boolean {
  spent += cost;
  if (spent < ALLOWANCE) return false;
  spent = 0;
  return true;
}

/**
 * Wraps an immediate result in a promise, which may yield to the event loop first.
 *
 * @param cost  COST_BUFFERED or COST_SYSCALL
 */
export function resolved<Result>(result: Result, cost: number): Promise<Result> {
  if (!shouldYield(cost)) return Promise.resolve(result);
  return new Promise((resolve) => {
    setImmediate(resolve, result);
  });
}
