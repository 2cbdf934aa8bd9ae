// Selects the numbers and layouts of the current platform. Code above os/ does not depend on the platform.

import { DARWIN } from "./darwin.ts";
import { FREEBSD } from "./freebsd.ts";
import { LINUX } from "./linux.ts";
import type { Platform } from "./platform-numbers.ts";
import { WINDOWS } from "./windows.ts";

function thisPlatform(): Platform {
  switch (process.platform) {
    case "linux":
    case "android":
      return LINUX;
    case "darwin":
      return DARWIN;
    case "freebsd":
      return FREEBSD;
    case "win32":
      return WINDOWS;
    default:
      throw new Error(`luasocket does not support ${process.platform}`);
  }
}

export const platform: Platform = thisPlatform();
