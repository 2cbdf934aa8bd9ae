// epoll(7): readiness of many descriptors at once.
//
//   struct epoll_event  events u32 | (4 bytes of padding, except on x86) | data u64, here the descriptor

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

/** Maximum number of events one wait returns; the next wait returns the rest. */
const BATCH = 1024;
/** Batches per dispatch, as many as libuv takes from its own set before it runs other handles (uv__io_poll). */
const BATCHES_AT_ONCE = 48;
const FIELDS = platform.epollEventSize / Int32Array.BYTES_PER_ELEMENT;
const DATA_FIELD = platform.epollDataOffset / Int32Array.BYTES_PER_ELEMENT;

/** Receives a descriptor that has become ready, and its readiness: READABLE, WRITABLE or both. */
export type EpollListener = (fd: number, readiness: number) => void;

/** An edge-triggered set (EPOLLET): each descriptor is reported once each time it becomes ready. */
export class Epoll {
  /** Readable while events are pending. */
  readonly fd: number;
  private readonly listener: EpollListener;
  /** An eventfd in the set; writing to it ends a wait. */
  private readonly alarm: number;
  /** Allocated by C and never freed: a pool thread may still write to it after this JavaScript thread has ended. */
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
      throw new Error("cannot create a wake-up descriptor: too many open files");
    }
    this.address = malloc(BATCH * platform.epollEventSize);
    this.events = new Int32Array(viewOf(this.address, BATCH * platform.epollEventSize));
    this.add(this.alarm);
  }

  /** Adds a descriptor, even during a wait. Returns 0 or the negative errno, EPERM for a file: always ready. */
  add(fd: number): number {
    this.event.fill(0);
    this.event[0] = EVERY_CHANGE;
    this.event[DATA_FIELD] = fd;
    return epoll_ctl(this.fd, platform.EPOLL_CTL_ADD, fd, this.event) === 0 ? 0 : negativeErrno();
  }

  /** Removes a descriptor. Must precede its close: a duplicate of the same socket would keep it in the set. */
  remove(fd: number): void {
    epoll_ctl(this.fd, platform.EPOLL_CTL_DEL, fd, this.event);
  }

  /**
   * Waits at most `milliseconds`, reports the events to the listener, then calls `done`. One wait at a time.
   * A wait keeps the process alive and delays the end of a worker.
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

  /** Reports all pending events to the listener without waiting, so that all ready waiters run together. */
  dispatch(): void {
    for (let batches = 0; batches < BATCHES_AT_ONCE; batches++) {
      const count = epoll_wait(this.fd, this.address, BATCH, 0);
      this.notify(count);
      if (count < BATCH) return;
    }
  }

  /** Ends the current wait, if any. */
  interrupt(): void {
    if (this.isWaiting) write(this.alarm, new BigUint64Array([1n]), 8);
  }

  /** Closes its descriptors, except during a wait: the kernel could reuse their numbers while the thread uses them. */
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
