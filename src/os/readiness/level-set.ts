// epoll(7) as a persistent set: the kernel examines a member only when its state changes.

import { ENOSYS, negativeErrno } from "../errno.ts";
import { close, epoll_create1, epoll_ctl, epollWaitInto } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { milliseconds, READABLE, readinessOf, WRITABLE } from "./poll.ts";

const FIELDS = platform.epollEventSize / Int32Array.BYTES_PER_ELEMENT;
const DATA_FIELD = platform.epollDataOffset / Int32Array.BYTES_PER_ELEMENT;

/** Descriptors and their needs, level-triggered: every wait reports each ready one, as poll(2) does. */
export class LevelSet {
  /** Readable while members are ready. */
  readonly fd: number;
  private readonly event = new Int32Array(FIELDS);
  private events = new Int32Array(FIELDS);
  private bytes = new Uint8Array(this.events.buffer);

  /** Creates a set. Returns the negative errno on failure, ENOSYS if the system has no epoll. */
  static create(): LevelSet | number {
    if (!platform.hasEpoll) return -ENOSYS;
    const fd = epoll_create1(platform.EPOLL_CLOEXEC);
    return fd < 0 ? negativeErrno() : new LevelSet(fd);
  }

  private constructor(fd: number) {
    this.fd = fd;
  }

  /** Adds a descriptor. Returns 0 or the negative errno: EPERM for a file, which epoll refuses. */
  add(fd: number, need: number): number {
    return this.control(platform.EPOLL_CTL_ADD, fd, need);
  }

  /** Changes the need of a member. */
  change(fd: number, need: number): number {
    return this.control(platform.EPOLL_CTL_MOD, fd, need);
  }

  /** Removes a descriptor. Must precede its close: a duplicate of the same socket would keep it in the set. */
  remove(fd: number): void {
    this.control(platform.EPOLL_CTL_DEL, fd, 0);
  }

  /**
   * Waits at most `limitSeconds`, below 0 indefinitely, until a member is ready. Returns the number of ready members,
   * at most `most`, or the negative errno.
   */
  wait(most: number, limitSeconds: number): number {
    if (this.events.length < most * FIELDS) {
      this.events = new Int32Array(2 * most * FIELDS);
      this.bytes = new Uint8Array(this.events.buffer);
    }
    const count = epollWaitInto(this.fd, this.bytes, most, milliseconds(limitSeconds));
    return count < 0 ? negativeErrno() : count;
  }

  /** A descriptor that the last wait returned; `readiness` is its readiness. */
  readyFd(index: number): number {
    return this.events[index * FIELDS + DATA_FIELD] as number;
  }

  readiness(index: number): number {
    return readinessOf(this.events[index * FIELDS] as number);
  }

  /** Closes the set's own descriptor. */
  close(): void {
    close(this.fd);
  }

  private control(operation: number, fd: number, need: number): number {
    this.event[0] = (need & READABLE ? platform.EPOLLIN : 0) | (need & WRITABLE ? platform.EPOLLOUT : 0);
    this.event[DATA_FIELD] = fd;
    return epoll_ctl(this.fd, operation, fd, this.event) === 0 ? 0 : negativeErrno();
  }
}
