// Where temporary files go.

import { tmpdir } from "node:os";
import { windows } from "../windows/windows.ts";

/** The folder that C's tmpnam uses, or the user's own on Windows, which has none for all. */
export function temporaryFolder(): string {
  return windows === undefined ? "/tmp" : tmpdir();
}
