// Detects from another thread that a thread of this process waits in poll(2).

import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

// The kernel's number of poll(2); newer architectures have ppoll(2) only.
const POLL_CALL = process.arch === "x64" ? 7 : 73;

/** The calling thread's id; some runtimes run tests outside the main thread. */
export function threadNumber(): number {
  try {
    return Number(basename(readlinkSync("/proc/thread-self")));
  } catch {
    return process.pid;
  }
}

/**
 * Watches a thread, by default the main one. /proc/pid/syscall contains the call in which a thread waits; its number of
 * voluntary context switches, in /proc/pid/status, grows with each wait (proc(5)).
 */
export class BlockedThread {
  private readonly folder: string;
  private lastWait = -1;

  constructor(thread: number = process.pid) {
    this.folder = `/proc/self/task/${thread}`;
  }

  /** Resolves when the thread waits, in a new wait each time; never once `isOver` returns true. */
  async blocked(isOver: () => boolean = () => false): Promise<void> {
    while (!isOver()) {
      let call: number;
      try {
        call = Number.parseInt(readFileSync(`${this.folder}/syscall`, "latin1"), 10);
      } catch {
        await pause(100); // a kernel without that file: almost always long enough
        return;
      }
      const status = readFileSync(`${this.folder}/status`, "latin1");
      const waits = Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1]);
      if (call === POLL_CALL && waits > this.lastWait) {
        this.lastWait = waits;
        return;
      }
      await pause(1);
    }
    return new Promise(() => {});
  }
}
