// Synchronous I/O on descriptors that other code may have made non-blocking.

import { writeSync } from "node:fs";

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/**
 * Repeats `attempt` while it fails with EAGAIN. The standard streams are shared with the parent process and may be
 * non-blocking for that reason only; a C program fails then, which Node users do not expect.
 */
export function retryWhileAgain(attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== "EAGAIN") {
        throw thrown;
      }
      Atomics.wait(sleeper, 0, 0, 1);
    }
  }
}

/**
 * Writes all of `bytes`.
 *
 * @throws the error of `fs.writeSync`, except EAGAIN
 */
export function writeFully(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += retryWhileAgain(() => writeSync(fd, bytes, written));
  }
}
