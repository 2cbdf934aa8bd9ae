// Programs in a terminal of their own, with typed input.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { skipWithout } from "./oracle.ts";
import { packageRoot } from "./program.ts";

/** The `skip` option of a test with a terminal. */
export const skipWithoutTerminal: string | false = skipWithout("python3", ["-c", "import pty"]);

export interface Step {
  readonly type: string;
  /** Text that the terminal must show next. */
  readonly until: string;
  /** True to type only when the program's main thread waits, outside its event loop. */
  readonly blocked?: boolean;
}

export interface Shown {
  readonly shown: string;
  /** The exit code; below 0 the signal that ended it. */
  readonly code: number;
}

export const CTRL_C = "\u0003";
export const CTRL_D = "\u0004";
/** Makes the terminal send SIGQUIT, which Node does not handle. */
export const CTRL_BACKSLASH = "\u001c";

/** Runs a command in the package's folder until it ends. Fails if an expected text does not appear. */
export async function inTerminal(
  command: readonly string[],
  steps: readonly Step[],
  env: Readonly<Record<string, string>> = {},
): Promise<Shown> {
  const python = spawn("python3", [join(packageRoot, "test", "support", "terminal.py")], {
    cwd: packageRoot,
    env: { ...process.env, TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  python.stdin.end(JSON.stringify({ command, steps }));
  const { missing, ...shown } = JSON.parse(await text(python.stdout)) as Shown & { missing: string | null };
  assert.equal(missing, null, `the terminal never shows it:\n${shown.shown}`);
  return shown;
}
