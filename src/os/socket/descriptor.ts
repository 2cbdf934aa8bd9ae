// Who owns a file descriptor, and that it is closed once.

import { negativeErrno } from "../errno.ts";
import { fcntl, getrlimit } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/windows.ts";
import { stopBlocking } from "./descriptor-flags.ts";
import { close } from "./socket.ts";

/** The largest number that a descriptor, a C int, can be. */
export const MAX_FD = 0x7fffffff;

const listeners: ((fd: number) => void)[] = [];

/**
 * Has a function told of every number that stands no longer for the socket that it stood for: before its
 * descriptor is closed, and when the kernel has given the number anew. Whoever waits for a socket must know.
 */
export function onFdReleased(listener: (fd: number) => void): void {
  listeners.push(listener);
}

function forgetFd(fd: number): void {
  for (const listener of listeners) listener(fd);
}

/** Another descriptor for what one stands for, or the negative errno. */
export function duplicate(fd: number): number {
  if (windows !== undefined) return windows.duplicate(fd);
  const copy = fcntl(fd, platform.F_DUPFD_CLOEXEC, "int", 0);
  return copy < 0 ? negativeErrno() : copy;
}

/** By descriptor: the kernel gives the smallest numbers that are free. */
let owned = new Uint8Array(1024);
/** More than any process has; setfd can be given what is none. */
const MAX_TRACKED_FD = 1 << 22;

function setOwned(fd: number, isOurs: boolean): void {
  if (fd >= MAX_TRACKED_FD) return;
  if (fd >= owned.length) {
    const larger = new Uint8Array(2 * fd);
    larger.set(owned);
    owned = larger;
  }
  owned[fd] = isOurs ? 1 : 0;
}

/** Whether a descriptor is one of those that are held here: nobody else closes it unnoticed. */
export function isOwned(fd: number): boolean {
  return owned[fd] === 1;
}

/** As many handles as a process of Windows can have. */
const MAX_HANDLES = 1 << 24;

/** How many descriptors the process may open. */
export function descriptorLimit(): number {
  if (windows !== undefined) return MAX_HANDLES;
  const rlimit = new BigUint64Array(2); // rlim_cur, rlim_max
  getrlimit(platform.RLIMIT_NOFILE, rlimit);
  return Math.min(Number(rlimit[0]), 0x7fffffff);
}

/** Holds the descriptor of one socket, or none. What it holds, it closes; nobody else does. */
export class Descriptor {
  /** The number, -1 for none. Written by this class only. */
  fd = -1;
  /** Whether system calls may hold the thread. Never where somebody else has made the descriptor. */
  isBlocking = false;
  /** Whether the descriptor has come from somebody else, and may yet be a blocking one. */
  private isForeign = false;
  /** How often it has been closed or replaced, even while there was none: who waits for something else can tell. */
  generation = 0;

  get isOpen(): boolean {
    return this.fd >= 0;
  }

  /** Closes what it held and holds `fd` from now on, which was made blocking or not. */
  own(fd: number, isBlocking: boolean): void {
    this.close();
    this.isBlocking = isBlocking;
    this.isForeign = false;
    // Somebody else may have closed the one that had this number, where nobody noticed.
    forgetFd(fd);
    setOwned(fd, true);
    this.fd = fd;
  }

  /** Holds another descriptor, or -1 for none, and leaves the one before to somebody else. */
  replace(fd: number): void {
    this.generation++;
    this.release();
    if (fd >= 0) setOwned(fd, true);
    this.isBlocking = false;
    this.isForeign = true;
    this.fd = fd;
  }

  /** No call is to hold the thread from now on. */
  stopBlocking(): void {
    if (this.isBlocking || this.isForeign) stopBlocking(this.fd);
    this.isBlocking = false;
    this.isForeign = false;
  }

  close(): void {
    this.generation++;
    const { fd } = this;
    if (fd < 0) return;
    // Forgotten first: the kernel gives the number to the next socket at once.
    this.release();
    close(fd);
  }

  /** Holds it no longer, and leaves it open. */
  release(): void {
    const { fd } = this;
    if (fd < 0) return;
    this.fd = -1;
    setOwned(fd, false);
    forgetFd(fd);
  }
}
