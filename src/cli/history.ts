// The lines of earlier sessions.

import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../vm/runtime/host/environment.ts";

/** How many lines are kept. */
export const HISTORY_SIZE = 1000;

/** Where they are: LUASOCKET_HISTORY, or a file in the user's folder. Nowhere if the variable is empty. */
function historyPath({ LUASOCKET_HISTORY: named }: Environment): string | undefined {
  const path = named ?? join(homedir(), ".luasocket_history");
  return path === "" ? undefined : path;
}

/** The lines, the last one first; none where they cannot be read. */
export function readHistory(env: Environment): string[] {
  const path = historyPath(env);
  if (path === undefined) return [];
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean).reverse().slice(0, HISTORY_SIZE);
  } catch {
    return [];
  }
}

/** Keeps the lines, the last one first, for their user alone. Where that cannot be, they are forgotten. */
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
