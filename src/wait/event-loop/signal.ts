// The AbortSignal among a call's options.

import type { ConflictDetector } from "../../net/conflict-detector.ts";
import type { WaitOptions } from "../mode.ts";

/**
 * Returns the AbortSignal of a call's options, if any.
 *
 * @param conflicts  acquired while the options are read: that may run the caller's code (getters), which must not begin
 *   another call with this call's operation
 * @throws TypeError if the option is no AbortSignal
 */
export function signalOf(
  options: WaitOptions | undefined,
  conflicts?: ConflictDetector,
): AbortSignal | undefined {
  // The usual case.
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
