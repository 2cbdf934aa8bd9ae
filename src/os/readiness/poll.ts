// poll(2).
//
//   struct pollfd  fd i32 | events i16 | revents i16, wider on Windows (WSAPoll)

import { EINTR, negativeErrno } from "../errno.ts";
import { poll as pollOfC } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/windows.ts";

const poll: typeof pollOfC = windows?.poll ?? pollOfC;

/** What to wait for, or what came; bits that can be joined. */
export const READABLE: number = platform.POLLIN;
export const WRITABLE: number = platform.POLLOUT;
/** Reported only: the descriptor is not open. */
export const INVALID: number = platform.POLLNVAL;

/** An entry in units of 4 bytes; the descriptor is in the first. */
const { pollfdFields: FIELDS, pollEventsField: EVENTS } = platform;
/** The largest wait that poll's int of milliseconds can say, in seconds. */
const MAX_TIMEOUT_SECONDS = 0x7fffffff / 1000;

/** Milliseconds, truncated as LuaSocket does (usocket.c); -1, for ever, for what no int can hold. */
export function milliseconds(seconds: number): number {
  // Negated, so that NaN waits for ever too.
  return !(seconds >= 0 && seconds < MAX_TIMEOUT_SECONDS) ? -1 : Math.trunc(seconds * 1000);
}

/** Entries of one poll call. One set serves many calls. */
export class PollSet {
  /** For each entry the descriptor, and events with revents in the upper half (all are little-endian here). */
  private fields = new Int32Array(FIELDS);
  private bytes = new Uint8Array(this.fields.buffer);

  /**
   * Waits until one of some descriptors is ready for what it is to be ready for, for at most `limitSeconds`; below
   * 0: for ever. Gives how many are ready, or the negative errno, -EINTR among them: only the caller knows how much
   * of its time is left.
   */
  wait(fds: readonly number[], needs: readonly number[], limitSeconds: number): number {
    const { length } = fds;
    if (this.fields.length < FIELDS * length) {
      this.fields = new Int32Array(2 * FIELDS * length);
      this.bytes = new Uint8Array(this.fields.buffer);
    }
    fillEntries(this.fields, fds, needs);
    const ready = poll(this.bytes, length, milliseconds(limitSeconds));
    return ready < 0 ? negativeErrno() : ready;
  }

  /** What the last wait reported for an entry: READABLE, WRITABLE, both, INVALID, or 0 for nothing. */
  readiness(index: number): number {
    return readinessIn(this.fields, index);
  }
}

/** Writes down what poll(2) is to look for. */
export function fillEntries(fields: Int32Array, fds: readonly number[], needs: readonly number[]): void {
  for (let index = 0; index < fds.length; index++) {
    fields[FIELDS * index] = fds[index] as number;
    fields[FIELDS * index + EVENTS] = needs[index] as number;
  }
}

/** What poll(2) has reported for an entry: READABLE, WRITABLE, both, INVALID, or 0 for nothing. */
export function readinessIn(fields: Int32Array, index: number): number {
  const revents = (fields[FIELDS * index + EVENTS] as number) >>> 16;
  if (revents === 0) return 0;
  return revents & platform.POLLNVAL ? INVALID : readinessOf(revents);
}

/** What the kernel's bits mean. An end or an error is something to read, an error also something to write: as select(2) has it. */
export function readinessOf(revents: number): number {
  const readable = revents & (platform.POLLIN | platform.POLLHUP | platform.POLLERR) ? READABLE : 0;
  const writable = revents & (platform.POLLOUT | platform.POLLERR) ? WRITABLE : 0;
  return readable | writable;
}

export const INTERRUPTED: number = -EINTR;

const single = new Int32Array(FIELDS);
const singleBytes = new Uint8Array(single.buffer);

/** PollSet.wait for one descriptor, at the cost of the system call alone. */
export function pollOne(fd: number, events: number, limitSeconds: number): number {
  single[0] = fd;
  single[EVENTS] = events; // and revents, the upper half, is 0
  const ready = poll(singleBytes, 1, milliseconds(limitSeconds));
  return ready < 0 ? negativeErrno() : ready;
}

/** What poll(2) reports of a descriptor at the moment, as the kernel's bits. */
export function eventsOf(fd: number, events: number): number {
  return pollOne(fd, events, 0) > 0 ? (single[EVENTS] as number) >>> 16 : 0;
}
