// Time functions; all times are in seconds.

import { epochSeconds } from "../../os/clock.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { numberArgument } from "../arguments.ts";

/** Returns the seconds since the Unix epoch, with a resolution of microseconds. */
function gettime(): number {
  return epochSeconds();
}

export interface TimeFunctions<W extends WaitMode> {
  /** Returns the seconds since the Unix epoch, with a resolution of microseconds. */
  readonly gettime: typeof gettime;

  /**
   * Waits for a number of seconds; a negative number does not wait.
   *
   * @returns undefined, after that time; no timeout applies and no socket can be closed
   * @throws TypeError if the argument is not a number
   */
  sleep(seconds: number, options?: OptionsOf<W>): Outcome<W, void>;
}

export function timeFunctions<W extends WaitMode>(driver: Driver<W>): TimeFunctions<W> {
  return {
    gettime,
    sleep: (seconds, options = undefined) => driver.sleep(numberArgument(seconds, 1, "sleep"), options),
  };
}
