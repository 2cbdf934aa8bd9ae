// poll(2).
//
//   struct pollfd  fd i32 | events i16 | revents i16

import { EINTR, negativeErrno } from "./errno.js";
import { poll } from "./libc.js";
import { platform } from "./platform.js";

/** What to wait for, or what came; bits that can be joined. */
export const READABLE: number = platform.POLLIN;
export const WRITABLE: number = platform.POLLOUT;
/** Reported only: the descriptor is not open. */
export const INVALID: number = platform.POLLNVAL;

const POLLFD_SIZE = 8;
/** The largest wait that poll's int of milliseconds can say, in seconds. */
const LONGEST_SECONDS = 0x7fffffff / 1000;

/** Milliseconds, truncated as LuaSocket does (usocket.c); -1, for ever, for what no int can hold. */
export function milliseconds(seconds: number): number {
  // Negated, so that NaN waits for ever too.
  return !(seconds >= 0 && seconds < LONGEST_SECONDS) ? -1 : Math.trunc(seconds * 1000);
}

/** Entries of one poll call. One set serves many calls. */
export class PollSet {
  /** For each entry the descriptor, and events with revents in the upper half (Linux is little-endian here). */
  private fields = new Int32Array(2);
  private bytes = new Uint8Array(this.fields.buffer);

  /**
   * Waits until one of some descriptors is ready for what it is to be ready for, for at most `limitSeconds`; below
   * 0: for ever. Gives how many are ready, or the negative errno, -EINTR among them: only the caller knows how much
   * of its time is left.
   */
  wait(fds: readonly number[], needs: readonly number[], limitSeconds: number): number {
    const { length } = fds;
    if (this.fields.length < 2 * length) {
      this.fields = new Int32Array(4 * length);
      this.bytes = new Uint8Array(this.fields.buffer);
    }
    const { fields } = this;
    for (let index = 0; index < length; index++) {
      fields[2 * index] = fds[index] as number;
      fields[2 * index + 1] = needs[index] as number;
    }
    const ready = poll(this.bytes, length, milliseconds(limitSeconds));
    return ready < 0 ? negativeErrno() : ready;
  }

  /** What the last wait reported for an entry: READABLE, WRITABLE, both, INVALID, or 0 for nothing. */
  readiness(index: number): number {
    const revents = (this.fields[2 * index + 1] as number) >>> 16;
    if (revents === 0) return 0;
    return revents & platform.POLLNVAL ? INVALID : readinessOf(revents);
  }
}

/** What the kernel's bits mean. An end or an error is something to read, an error also something to write: as select(2) has it. */
export function readinessOf(revents: number): number {
  const readable = revents & (platform.POLLIN | platform.POLLHUP | platform.POLLERR) ? READABLE : 0;
  const writable = revents & (platform.POLLOUT | platform.POLLERR) ? WRITABLE : 0;
  return readable | writable;
}

export const INTERRUPTED: number = -EINTR;

const single = new Int32Array(POLLFD_SIZE / Int32Array.BYTES_PER_ELEMENT);
const singleBytes = new Uint8Array(single.buffer);

/** PollSet.wait for one descriptor, at the cost of the system call alone. */
export function pollOne(fd: number, events: number, limitSeconds: number): number {
  single[0] = fd;
  single[1] = events; // and revents, the upper half, is 0
  const ready = poll(singleBytes, 1, milliseconds(limitSeconds));
  return ready < 0 ? negativeErrno() : ready;
}

/** What poll(2) reports of a descriptor at the moment, as the kernel's bits. */
export function eventsOf(fd: number, events: number): number {
  return pollOne(fd, events, 0) > 0 ? (single[1] as number) >>> 16 : 0;
}
