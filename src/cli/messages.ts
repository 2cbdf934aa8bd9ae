// Messages of the command on standard error.

import { writeFully } from "../os/process/blocking-io.ts";

/** Writes `name: text`; `text` has one character per byte. */
export function reportMessage(name: string, text: string): void {
  writeMessage(`${name}: ${text}`);
}

/** Writes a line of one character per byte. */
export function writeMessage(text: string): void {
  // C prints a message up to its first zero byte.
  const [printed] = text.split("\0", 1);
  writeFully(2, Buffer.from(`${printed}\n`, "latin1"));
}
