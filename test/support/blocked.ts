// When a thread of this process waits in poll(2), as another thread sees it.

import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

// poll(2) as the kernel numbers it; newer architectures have ppoll(2) only.
const POLL_CALL = process.arch === "x64" ? 7 : 73;

/** The number of the thread that asks; in some runtimes tests do not run in the main one. */
export function threadNumber(): number {
  try {
    return Number(basename(readlinkSync("/proc/thread-self")));
  } catch {
    return process.pid;
  }
}

/**
 * Watches a thread, the main one if none is named. /proc/pid/syscall tells in which call a thread waits; its number of voluntary
 * switches, in /proc/pid/status, grows with each wait (proc(5)).
 */
export class BlockedThread {
  private readonly folder: string;
  private lastWait = -1;

  constructor(thread: number = process.pid) {
    this.folder = `/proc/self/task/${thread}`;
  }

  /** Resolves when it waits, each time in another wait than the time before; never once `isOver` says so. */
  async blocked(isOver: () => boolean = () => false): Promise<void> {
    while (!isOver()) {
      let call: number;
      try {
        call = Number.parseInt(readFileSync(`${this.folder}/syscall`, "latin1"), 10);
      } catch {
        await pause(100); // a kernel without that file: late enough, almost always
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
