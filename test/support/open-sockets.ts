// A file's tests must leave no socket open.

import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { after } from "node:test";

/** How many sockets a process has open (proc(5), /proc/pid/fd). Pipes, files and event descriptors are Node's affair. */
export function openSockets(pid: number | "self" = "self"): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith("socket:");
    } catch {
      return false; // the descriptor that listed the others
    }
  }).length;
}

/** Fails the file if, after its last test, more sockets are open than now. */
export function leavesNoSocketOpen(): void {
  const before = openSockets();
  after(() => assert.equal(openSockets(), before, "sockets were left open"));
}
