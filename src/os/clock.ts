// Clocks. Above os/ the only unit of time is the second.

import { gettimeofday } from "./ffi/libc.ts";
import { windows } from "./windows/differences.ts";

const timeval = new BigInt64Array(2); // tv_sec, tv_usec

/** Seconds on a clock that never steps, from an arbitrary start. For measuring, never for dates. */
export function monotonicSeconds(): number {
  return performance.now() / 1000;
}

/** Seconds since the Unix epoch, with microseconds; Date.now() has milliseconds only. */
export function epochSeconds(): number {
  if (windows !== undefined) return windows.epochSeconds();
  gettimeofday(timeval, null);
  return Number(timeval[0]) + Number(timeval[1]) / 1e6;
}
