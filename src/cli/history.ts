// The history of input lines.

import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../vm/runtime/host/environment.ts";

/** Maximum number of saved lines. */
export const HISTORY_SIZE = 1000;

/** Path of the history: LUASOCKET_HISTORY, or a file in the user's folder. undefined if the variable is empty. */
function historyPath({ LUASOCKET_HISTORY: configured }: Environment): string | undefined {
  const path = configured ?? join(homedir(), ".luasocket_history");
  return path === "" ? undefined : path;
}

/** Reads the lines, the last one first; none if the file cannot be read. */
export function readHistory(env: Environment): string[] {
  const path = historyPath(env);
  if (path === undefined) return [];
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean).reverse().slice(0, HISTORY_SIZE);
  } catch {
    return [];
  }
}

/** Writes the lines, the last one first, to a file that only the user can read. Errors are ignored. */
export function writeHistory(env: Environment, lines: readonly string[]): void {
  const path = historyPath(env);
  if (path === undefined) return;
  try {
    writeFileSync(
      path,
      [...lines]
        .reverse()
        .map((line) => `${line}\n`)
        .join(""),
      { mode: 0o600 },
    );
  } catch {
    // A session must not end because a disk is full.
  }
}
