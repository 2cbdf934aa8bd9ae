// The signal among what a call is told beside its arguments.

import type { ConflictDetector } from "../../net/conflict-detector.ts";
import type { WaitOptions } from "../mode.ts";

/**
 * The signal that a call was given, if any.
 *
 * @param conflicts  is held meanwhile: reading the options may run code of the caller's, which must not begin another
 *   call with the operation that this one has begun
 * @throws TypeError for what is no AbortSignal
 */
export function signalOf(
  options: WaitOptions | undefined,
  conflicts?: ConflictDetector,
): AbortSignal | undefined {
  // As almost always.
  if (options === undefined || options === null) return undefined;
  const signal = conflicts === undefined ? options.signal : readExclusively(conflicts, options);
  if (signal === undefined || signal === null) return undefined;
  if (signal instanceof AbortSignal) return signal;
  throw new TypeError("the option 'signal' must be an AbortSignal");
}

function readExclusively(conflicts: ConflictDetector, options: WaitOptions): AbortSignal | undefined {
  conflicts.acquire();
  try {
    return options.signal;
  } finally {
    conflicts.release();
  }
}
