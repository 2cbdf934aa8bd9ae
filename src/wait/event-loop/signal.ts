// The signal among what a call is told beside its arguments.

import type { Turn } from "../../net/conflict-detector.ts";
import type { WaitOptions } from "../way.ts";

/**
 * The signal that a call was given, if any.
 *
 * @param turn  is held meanwhile: reading the options may run code of the caller's, which must not begin another
 *   call with the operation that this one has begun
 * @throws TypeError for what is no AbortSignal
 */
export function signalOf(options: WaitOptions | undefined, turn?: Turn): AbortSignal | undefined {
  // As almost always.
  if (options === undefined || options === null) return undefined;
  const signal = turn === undefined ? options.signal : readWhileHolding(turn, options);
  if (signal === undefined || signal === null) return undefined;
  if (signal instanceof AbortSignal) return signal;
  throw new TypeError("the option 'signal' must be an AbortSignal");
}

function readWhileHolding(turn: Turn, options: WaitOptions): AbortSignal | undefined {
  turn.isTaken = true;
  try {
    return options.signal;
  } finally {
    turn.isTaken = false;
  }
}
