// Where the lines of a trace go: standard error, or the end of a file.

import { openSync } from "node:fs";
import { writeFully } from "../os/process/blocking-io.ts";
import type { TraceListener } from "./traced-call.ts";

const STDERR = 2;

/** Writes a line for each call to standard error. When nobody reads that any more, no longer. */
export function linesOnStderr(): TraceListener {
  return linesTo(STDERR);
}

/**
 * The same for a file, which is made for its user alone: there may be data in it. Without a file that can be written, the
 * program goes on without a trace, and standard error says why.
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
