// That a peer who is always ahead does not keep all others from their turn.

/**
 * After how many results that were there at once the loop has a turn. A promise that is settled at once never
 * leaves the queue of microtasks: a program that only finds data would keep out timers and all other sockets.
 */
export const RESULTS_PER_TURN = 128;

let count = 0;

/** Whether it is the others' turn. To be asked for every result that was there at once. */
export function isOthersTurn(): boolean {
  if (++count < RESULTS_PER_TURN) return false;
  count = 0;
  return true;
}
