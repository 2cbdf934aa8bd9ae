// The folder for temporary files.

import { tmpdir } from "node:os";
import { windows } from "../windows/differences.ts";

/** The folder that C's tmpnam uses; on Windows, which has no shared one, the user's own. */
export function temporaryFolder(): string {
  return windows === undefined ? "/tmp" : tmpdir();
}
