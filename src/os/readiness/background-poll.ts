// poll(2) on a thread of libuv's pool.

import koffi from "../ffi/koffi.ts";
import { inBackground, poll } from "../ffi/libc.ts";
import { viewOf } from "../ffi/native-memory.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";
import { fillEntries, milliseconds, readinessIn } from "./poll.ts";

const pollInBackground = inBackground(windows?.WSAPoll ?? poll);
const ENTRY_SIZE = platform.pollfdFields * Int32Array.BYTES_PER_ELEMENT;

/** One poll at a time, which does not block the JavaScript thread. */
export class BackgroundPoll {
  /** Allocated by C and never freed: a pool thread may still write to it after this JavaScript thread has ended. */
  private bytes = new Uint8Array(0);
  private fields = new Int32Array(0);

  /** Waits at most `limitSeconds` until one of the descriptors (at least one) is ready for its need. */
  wait(
    fds: readonly number[],
    needs: readonly number[],
    limitSeconds: number,
    done: (hasReady: boolean) => void,
  ): void {
    if (this.bytes.length < fds.length * ENTRY_SIZE) this.allocate(2 * fds.length * ENTRY_SIZE);
    fillEntries(this.fields, fds, needs);
    pollInBackground(this.bytes, fds.length, milliseconds(limitSeconds), (error, ready) => {
      done(error === null && ready > 0);
    });
  }

  /** The last wait's result for an entry, as in PollSet.readiness. */
  readiness(index: number): number {
    return readinessIn(this.fields, index);
  }

  private allocate(size: number): void {
    const memory = viewOf(koffi.alloc("uint8_t", size) as unknown as bigint, size);
    this.bytes = new Uint8Array(memory);
    this.fields = new Int32Array(memory);
  }
}
