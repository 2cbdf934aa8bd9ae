// What the system lets this process have.

import { getrlimit } from "./ffi/libc.ts";
import { platform } from "./platform/platform.ts";
import { windows } from "./windows/windows.ts";

/** As many handles as a process of Windows can have. */
const MOST_HANDLES = 1 << 24;

/** How many descriptors the process may open. */
export function descriptorLimit(): number {
  if (windows !== undefined) return MOST_HANDLES;
  const rlimit = new BigUint64Array(2); // rlim_cur, rlim_max
  getrlimit(platform.RLIMIT_NOFILE, rlimit);
  return Math.min(Number(rlimit[0]), 0x7fffffff);
}
