// Running a command in cmd.exe, as system() on Windows does.

import { spawnSync } from "node:child_process";
import type { ExitStatus } from "./exit-status.ts";

const NOT_STARTED: ExitStatus = { exitCode: 127, signal: 0 };

/** Runs a command on the standard streams of this process. `environment` has entries of the form `NAME=value`. */
export function runByCmd(command: Uint8Array, environment: readonly Uint8Array[]): ExitStatus {
  const env = Object.fromEntries(
    environment.map((entry) => {
      const text = Buffer.from(entry).toString();
      // Names may begin with "=" on Windows, as the current directory of a drive does (=C:).
      const end = text.indexOf("=", 1);
      return [text.slice(0, end), text.slice(end + 1)];
    }),
  );
  const text = Buffer.from(command).toString();
  const { ComSpec = "cmd.exe" } = process.env;
  const { status } = spawnSync(ComSpec, ["/d", "/s", "/c", `"${text}"`], {
    stdio: "inherit",
    env,
    windowsVerbatimArguments: true,
  });
  return status === null ? NOT_STARTED : { exitCode: status, signal: 0 };
}
