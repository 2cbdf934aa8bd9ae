// Programs in a terminal of their own, into which is typed.

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
  /** What the terminal must show then. */
  readonly until: string;
  /** Typed only when the program's main thread waits, for other than the events of its loop. */
  readonly blocked?: boolean;
}

export interface Shown {
  readonly shown: string;
  /** The exit code; below 0 the signal that has ended it. */
  readonly code: number;
}

export const CTRL_C = "\u0003";
export const CTRL_D = "\u0004";
/** The terminal's other way to end a program, with SIGQUIT: Node leaves it alone. */
export const CTRL_BACKSLASH = "\u001c";

/** Runs a command in the package's folder, until it ends. Fails if it does not show what it must. */
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
