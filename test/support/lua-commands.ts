// Runs one script with native lua and with our command, each in its own empty directory.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LuaVersion } from "#src/vm/runtime/module.ts";
import { packageRoot } from "./program.ts";

export const LUA_VERSIONS: readonly LuaVersion[] = ["5.4", "5.1"];

/** Result of one run; bytes as Latin-1, one character each. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface Invocation {
  /** The text of `script.lua` in the working directory, in Latin-1. */
  readonly script?: string;
  /** Arguments of the command; `["script.lua"]` by default. */
  readonly args?: readonly string[];
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The path of our command, to be run by node. */
export const CLI: string = join(packageRoot, "dist", "bundle", "cli.js");

export function runNative(version: LuaVersion, invocation: Invocation): Outcome {
  const name = `lua${version}`;
  const outcome = run(name, [], invocation);
  // The only expected difference is the program's name before a message.
  return { ...outcome, stderr: outcome.stderr.replace(new RegExp(`^${name}: `, "gm"), "luasocket: ") };
}

export function runOurs(
  version: LuaVersion,
  invocation: Invocation,
  options: readonly string[] = [],
): Outcome {
  return run(process.execPath, [CLI, "--lua", version, ...options], invocation);
}

function run(command: string, before: readonly string[], invocation: Invocation): Outcome {
  const { script = "", args = ["script.lua"], input = "", env = {} } = invocation;
  const directory = mkdtempSync(join(tmpdir(), "luasocket-"));
  try {
    writeFileSync(join(directory, "script.lua"), Buffer.from(script, "latin1"));
    const { stdout, stderr, status, error } = spawnSync(command, [...before, ...args], {
      cwd: directory,
      input: Buffer.from(input, "latin1"),
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
      timeout: 60_000,
    });
    // A command may end before it has read its input.
    if (error !== undefined && (error as NodeJS.ErrnoException).code !== "EPIPE") {
      throw error;
    }
    return { stdout: stdout.toString("latin1"), stderr: stderr.toString("latin1"), status };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
