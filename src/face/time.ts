// Time, in seconds.

import { epochSeconds } from "../os/clock.js";
import { sleep as block } from "../wait/blocking.js";
import { numberArgument } from "./arguments.js";

/** Seconds since the Unix epoch, with a resolution of microseconds. */
export function gettime(): number {
  return epochSeconds();
}

/**
 * Blocks the thread for a number of seconds; below 0 for none.
 *
 * @throws TypeError for what is no number
 */
export function sleep(seconds: number): void {
  block(numberArgument(seconds, 1, "sleep"));
}
