// epoll(7): readiness of many descriptors at once.
//
//   struct epoll_event  events u32 | (4 bytes of padding, but on x86) | data u64, here the descriptor

import { negativeErrno } from "../errno.ts";
import {
  close,
  epoll_create1,
  epoll_ctl,
  epoll_wait,
  epollWaitAsync,
  eventfd,
  malloc,
  write,
} from "../ffi/libc.ts";
import { viewOf } from "../ffi/native-memory.ts";
import { platform } from "../platform/platform.ts";
import { readinessOf } from "./poll.ts";

const EVERY_CHANGE = platform.EPOLLIN | platform.EPOLLOUT | platform.EPOLLRDHUP | platform.EPOLLET;

/** How many events one wait can give; the others come with the next. */
const BATCH = 1024;
/** As many as libuv takes of its own set before others have their turn (uv__io_poll). */
const BATCHES_AT_ONCE = 48;
const FIELDS = platform.epollEventSize / Int32Array.BYTES_PER_ELEMENT;
const DATA_FIELD = platform.epollDataOffset / Int32Array.BYTES_PER_ELEMENT;

/** Told which descriptor has become ready, and for what: READABLE, WRITABLE or both. */
export type EpollListener = (fd: number, readiness: number) => void;

/** A set of descriptors, each told of once for every time that it becomes ready (EPOLLET). */
export class Epoll {
  /** Readable while there is something to tell. */
  readonly fd: number;
  private readonly listener: EpollListener;
  /** Readable once it is written to, which ends a wait. */
  private readonly alarm: number;
  /** C's, and never given back: a thread may still write to it when this thread of JavaScript has ended. */
  private readonly events: Int32Array;
  private readonly address: bigint;
  private readonly event = new Int32Array(FIELDS);
  private isWaiting = false;

  constructor(listener: EpollListener) {
    this.listener = listener;
    this.fd = epoll_create1(platform.EPOLL_CLOEXEC);
    this.alarm = eventfd(0, platform.SOCK_NONBLOCK | platform.SOCK_CLOEXEC);
    if (this.fd < 0 || this.alarm < 0) {
      for (const fd of [this.fd, this.alarm]) if (fd >= 0) close(fd);
      throw new Error("no descriptor is left to wait with");
    }
    this.address = malloc(BATCH * platform.epollEventSize);
    this.events = new Int32Array(viewOf(this.address, BATCH * platform.epollEventSize));
    this.add(this.alarm);
  }

  /** Adds a descriptor, also during a wait. 0, or the negative errno: EPERM for a file, which is always ready. */
  add(fd: number): number {
    this.event.fill(0);
    this.event[0] = EVERY_CHANGE;
    this.event[DATA_FIELD] = fd;
    return epoll_ctl(this.fd, platform.EPOLL_CTL_ADD, fd, this.event) === 0 ? 0 : negativeErrno();
  }

  /** Must happen before the descriptor is closed: another one for the same socket would keep it in the set. */
  remove(fd: number): void {
    epoll_ctl(this.fd, platform.EPOLL_CTL_DEL, fd, this.event);
  }

  /**
   * Tells the listener what there is within `milliseconds`, and calls `done` then; there is one wait at a time.
   * It keeps the process alive, and holds up the end of a worker.
   */
  wait(milliseconds: number, done: () => void): void {
    if (this.isWaiting) throw new Error("unreachable: a second wait");
    this.isWaiting = true;
    epollWaitAsync(this.fd, this.address, BATCH, milliseconds, (error, count) => {
      this.isWaiting = false;
      if (error === null) this.notify(count);
      done();
    });
  }

  /** Tells the listener what there is now, so that all who are ready have their turn together. */
  dispatch(): void {
    for (let batches = 0; batches < BATCHES_AT_ONCE; batches++) {
      const count = epoll_wait(this.fd, this.address, BATCH, 0);
      this.notify(count);
      if (count < BATCH) return;
    }
  }

  /** Ends a wait that is under way. */
  interrupt(): void {
    if (this.isWaiting) write(this.alarm, new BigUint64Array([1n]), 8);
  }

  /** Gives its descriptors back. Not while a thread waits with them: they would be others' by then. */
  close(): void {
    if (this.isWaiting) return;
    close(this.fd);
    close(this.alarm);
  }

  private notify(count: number): void {
    for (let index = 0; index < count; index++) {
      const fd = this.events[index * FIELDS + DATA_FIELD] as number;
      if (fd === this.alarm) continue;
      this.listener(fd, readinessOf(this.events[index * FIELDS] as number));
    }
  }
}
