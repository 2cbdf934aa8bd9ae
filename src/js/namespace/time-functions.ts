// Time, in seconds.

import { epochSeconds } from "../../os/clock.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { numberArgument } from "../arguments.ts";

/** Seconds since the Unix epoch, with a resolution of microseconds. */
function gettime(): number {
  return epochSeconds();
}

export interface TimeFunctions<W extends WaitMode> {
  /** Seconds since the Unix epoch, with a resolution of microseconds. */
  readonly gettime: typeof gettime;

  /**
   * Waits for a number of seconds; below 0 for none.
   *
   * @returns undefined, after that time; no timeout holds, and nothing can be closed
   * @throws TypeError for what is no number
   */
  sleep(seconds: number, options?: OptionsOf<W>): Outcome<W, void>;
}

export function timeFunctions<W extends WaitMode>(driver: Driver<W>): TimeFunctions<W> {
  return {
    gettime,
    sleep: (seconds, options = undefined) => driver.sleep(numberArgument(seconds, 1, "sleep"), options),
  };
}
