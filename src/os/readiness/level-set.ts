// epoll(7) as a set that lasts: what is in it is looked at by the kernel only when something happens to it.

import { ENOSYS, negativeErrno } from "../errno.ts";
import { close, epoll_create1, epoll_ctl, epollWaitInto } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { milliseconds, READABLE, readinessOf, WRITABLE } from "./poll.ts";

const FIELDS = platform.epollEventSize / Int32Array.BYTES_PER_ELEMENT;
const DATA_FIELD = platform.epollDataOffset / Int32Array.BYTES_PER_ELEMENT;

/** Descriptors with what each is to be ready for. One that is ready is told of by every wait, as with poll(2). */
export class LevelSet {
  /** Readable while there is something to tell. */
  readonly fd: number;
  private readonly event = new Int32Array(FIELDS);
  private events = new Int32Array(FIELDS);
  private bytes = new Uint8Array(this.events.buffer);

  /** A set, or the negative errno, where the system has none among others. */
  static create(): LevelSet | number {
    if (!platform.hasEpoll) return -ENOSYS;
    const fd = epoll_create1(platform.EPOLL_CLOEXEC);
    return fd < 0 ? negativeErrno() : new LevelSet(fd);
  }

  private constructor(fd: number) {
    this.fd = fd;
  }

  /** Puts a descriptor in. 0, or the negative errno: EPERM for a file, which no set takes. */
  add(fd: number, need: number): number {
    return this.control(platform.EPOLL_CTL_ADD, fd, need);
  }

  /** Changes what one in the set is to be ready for. */
  change(fd: number, need: number): number {
    return this.control(platform.EPOLL_CTL_MOD, fd, need);
  }

  /** Must happen before the descriptor is closed: another one for the same socket would keep it in the set. */
  remove(fd: number): void {
    this.control(platform.EPOLL_CTL_DEL, fd, 0);
  }

  /**
   * Waits until one is ready, for at most `limitSeconds`; below 0: for ever. Gives how many are, at most `most`, or
   * the negative errno.
   */
  wait(most: number, limitSeconds: number): number {
    if (this.events.length < most * FIELDS) {
      this.events = new Int32Array(2 * most * FIELDS);
      this.bytes = new Uint8Array(this.events.buffer);
    }
    const count = epollWaitInto(this.fd, this.bytes, most, milliseconds(limitSeconds));
    return count < 0 ? negativeErrno() : count;
  }

  /** Of what the last wait has given: a descriptor, and what it is ready for. */
  readyFd(index: number): number {
    return this.events[index * FIELDS + DATA_FIELD] as number;
  }

  readiness(index: number): number {
    return readinessOf(this.events[index * FIELDS] as number);
  }

  /** Gives the set's own descriptor back. */
  close(): void {
    close(this.fd);
  }

  private control(operation: number, fd: number, need: number): number {
    this.event[0] = (need & READABLE ? platform.EPOLLIN : 0) | (need & WRITABLE ? platform.EPOLLOUT : 0);
    this.event[DATA_FIELD] = fd;
    return epoll_ctl(this.fd, operation, fd, this.event) === 0 ? 0 : negativeErrno();
  }
}
