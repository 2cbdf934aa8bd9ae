// Output of trace lines: standard error, or a file, which is appended to.

import { openSync } from "node:fs";
import { writeFully } from "../os/process/blocking-io.ts";
import type { TraceListener } from "./traced-call.ts";

const STDERR = 2;

/** Writes a line for each call to standard error, until writing fails. */
export function linesOnStderr(): TraceListener {
  return linesTo(STDERR);
}

/**
 * The same for a file, which is readable by its user only, since it may contain data. If the file cannot be opened, the
 * program runs without a trace, and standard error shows the reason.
 */
export function linesInFile(path: string): TraceListener | undefined {
  try {
    return linesTo(openSync(path, "a", 0o600));
  } catch (error) {
    write(STDERR, `luasocket: no trace: ${(error as Error).message}`);
    return undefined;
  }
}

function linesTo(fd: number): TraceListener {
  let isBroken = false;
  return (call) => {
    if (!isBroken) isBroken = !write(fd, String(call));
  };
}

function write(fd: number, line: string): boolean {
  try {
    writeFully(fd, Buffer.from(`${line}\n`));
    return true;
  } catch {
    return false;
  }
}
