// Checks that the tests of a file leave no socket open.

import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { after } from "node:test";

/** Number of open sockets of a process (proc(5), /proc/pid/fd). Pipes, files and Node's event descriptors do not count. */
export function openSockets(pid: number | "self" = "self"): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith("socket:");
    } catch {
      return false; // the descriptor of the directory itself
    }
  }).length;
}

/** Fails the file if more sockets are open after its last test than now. */
export function leavesNoSocketOpen(): void {
  const before = openSockets();
  after(() => assert.equal(openSockets(), before, "sockets were left open"));
}
