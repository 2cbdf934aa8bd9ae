// When a thread of this process waits in poll(2), as another thread sees it.

import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

// poll(2) as the kernel numbers it; newer architectures have ppoll(2) only.
const POLL_CALL = process.arch === "x64" ? 7 : 73;

/**
 * Watches the main thread. /proc/pid/syscall tells in which call a thread waits; its number of voluntary
 * switches, in /proc/pid/status, grows with each wait (proc(5)).
 */
export class BlockedThread {
  private readonly folder = `/proc/self/task/${process.pid}`;
  private lastWait = -1;

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
