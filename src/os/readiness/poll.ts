// poll(2).
//
//   struct pollfd  fd i32 | events i16 | revents i16, wider on Windows (WSAPoll)

import { EINTR, negativeErrno } from "../errno.ts";
import { poll as pollOfC } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";

const poll: typeof pollOfC = windows?.poll ?? pollOfC;

/** Needs and readiness, as bits that can be combined. */
export const READABLE: number = platform.POLLIN;
export const WRITABLE: number = platform.POLLOUT;
/** Reported only: the descriptor is not open. */
export const INVALID: number = platform.POLLNVAL;

/** An entry in units of 4 bytes; the descriptor is in the first. */
const { pollfdFields: FIELDS, pollEventsField: EVENTS } = platform;
/** The longest timeout, in seconds, that fits poll's int of milliseconds. */
const MAX_TIMEOUT_SECONDS = 0x7fffffff / 1000;

/** Milliseconds, truncated as in LuaSocket (usocket.c); -1, indefinitely, if they do not fit an int. */
export function milliseconds(seconds: number): number {
  // Negated, so that NaN also waits indefinitely.
  return !(seconds >= 0 && seconds < MAX_TIMEOUT_SECONDS) ? -1 : Math.trunc(seconds * 1000);
}

/** Reusable entries for poll calls. */
export class PollSet {
  /** Per entry the descriptor, and events with revents in the upper half (all platforms here are little-endian). */
  private fields = new Int32Array(FIELDS);
  private bytes = new Uint8Array(this.fields.buffer);

  /**
   * Waits at most `limitSeconds`, below 0 indefinitely, until one of the descriptors is ready for its need. Returns the
   * number of ready ones, or the negative errno, including -EINTR: only the caller knows its remaining time.
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

  /** The last wait's result for an entry: READABLE, WRITABLE, both, INVALID, or 0 if not ready. */
  readiness(index: number): number {
    return readinessIn(this.fields, index);
  }
}

/** Writes descriptors and needs into the entries. */
export function fillEntries(fields: Int32Array, fds: readonly number[], needs: readonly number[]): void {
  for (let index = 0; index < fds.length; index++) {
    fields[FIELDS * index] = fds[index] as number;
    fields[FIELDS * index + EVENTS] = needs[index] as number;
  }
}

/** The result of poll(2) for an entry: READABLE, WRITABLE, both, INVALID, or 0 if not ready. */
export function readinessIn(fields: Int32Array, index: number): number {
  const revents = (fields[FIELDS * index + EVENTS] as number) >>> 16;
  if (revents === 0) return 0;
  return revents & platform.POLLNVAL ? INVALID : readinessOf(revents);
}

/** Maps the kernel's bits to readiness. EOF and errors count as readable, errors also as writable, as in select(2). */
export function readinessOf(revents: number): number {
  const readable = revents & (platform.POLLIN | platform.POLLHUP | platform.POLLERR) ? READABLE : 0;
  const writable = revents & (platform.POLLOUT | platform.POLLERR) ? WRITABLE : 0;
  return readable | writable;
}

export const INTERRUPTED: number = -EINTR;

const single = new Int32Array(FIELDS);
const singleBytes = new Uint8Array(single.buffer);

/** PollSet.wait for one descriptor, without the overhead of arrays. */
export function pollOne(fd: number, events: number, limitSeconds: number): number {
  single[0] = fd;
  single[EVENTS] = events; // and revents, the upper half, is 0
  const ready = poll(singleBytes, 1, milliseconds(limitSeconds));
  return ready < 0 ? negativeErrno() : ready;
}

/** The current revents of a descriptor, as the kernel's bits. */
export function eventsOf(fd: number, events: number): number {
  return pollOne(fd, events, 0) > 0 ? (single[EVENTS] as number) >>> 16 : 0;
}
