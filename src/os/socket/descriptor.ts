// Ownership of file descriptors; each is closed exactly once.

import { negativeErrno } from "../errno.ts";
import { dup2, dup3, fcntl, getrlimit } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";
import { setOwnFlags, startBlocking, stopBlocking } from "./descriptor-flags.ts";
import { close } from "./socket.ts";

/** The largest possible descriptor, a C int. */
export const MAX_FD = 0x7fffffff;

const listeners: ((fd: number) => void)[] = [];

/**
 * Registers a listener that is called whenever an fd number stops referring to its socket: before the descriptor is
 * closed, and when the kernel has reused the number. Waiters depend on it.
 */
export function onFdReleased(listener: (fd: number) => void): void {
  listeners.push(listener);
}

function forgetFd(fd: number): void {
  for (const listener of listeners) listener(fd);
}

/** Duplicates a descriptor. Returns the new one, or the negative errno. */
export function duplicate(fd: number): number {
  if (windows !== undefined) return windows.duplicate(fd);
  const copy = fcntl(fd, platform.F_DUPFD_CLOEXEC, "int", 0);
  return copy < 0 ? negativeErrno() : copy;
}

/** One byte per descriptor; the kernel assigns the smallest free numbers. */
let owned = new Uint8Array(1024);
/** More than any process has; setfd accepts numbers that are no descriptors. */
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

/** True if an object of this package owns the descriptor, so that no other code closes it unnoticed. */
export function isOwned(fd: number): boolean {
  return owned[fd] === 1;
}

/** Maximum number of handles of a Windows process. */
const MAX_HANDLES = 1 << 24;

/** Maximum number of descriptors the process may open. */
export function descriptorLimit(): number {
  if (windows !== undefined) return MAX_HANDLES;
  const rlimit = new BigUint64Array(2); // rlim_cur, rlim_max
  getrlimit(platform.RLIMIT_NOFILE, rlimit);
  return Math.min(Number(rlimit[0]), 0x7fffffff);
}

/** Owns the descriptor of one socket, or none, and is the only one to close it. */
export class Descriptor {
  /** The number, -1 for none. Written by this class only. */
  fd = -1;
  /** True if system calls may block the thread. Always false for a descriptor that other code created. */
  isBlocking = false;
  /** True if other code created the descriptor, which may still be in blocking mode. */
  private isForeign = false;
  /** Incremented by each close and replacement, even with no descriptor, so that a waiter detects them. */
  generation = 0;
  /** A descriptor that an operation waits for instead of this one; closed together with it. */
  companion: Descriptor | undefined;

  get isOpen(): boolean {
    return this.fd >= 0;
  }

  /** Closes the current descriptor and takes `fd`, which was created blocking or non-blocking. */
  own(fd: number, isBlocking: boolean): void {
    this.close();
    this.isBlocking = isBlocking;
    this.isForeign = false;
    // Other code may have closed the previous descriptor of this number unnoticed.
    forgetFd(fd);
    setOwned(fd, true);
    this.fd = fd;
  }

  /** Takes another descriptor, or -1 for none, and leaves the previous one open. */
  replace(fd: number): void {
    this.generation++;
    this.companion?.close();
    this.release();
    if (fd >= 0) setOwned(fd, true);
    this.isBlocking = false;
    this.isForeign = true;
    this.fd = fd;
  }

  /** From now on no call blocks the thread. */
  stopBlocking(): void {
    if (this.isBlocking || this.isForeign) stopBlocking(this.fd);
    this.isBlocking = false;
    this.isForeign = false;
  }

  /** From now on calls may block the thread. Only for a descriptor that this package created. */
  startBlocking(): void {
    startBlocking(this.fd);
    this.isBlocking = true;
  }

  /**
   * Makes the current number refer to the socket of another descriptor, which is closed. On Windows, where that is
   * impossible, takes the other's number instead.
   */
  takeOver(other: Descriptor): void {
    const { fd } = this;
    if (fd < 0 || windows !== undefined) {
      const number = other.fd;
      other.release();
      this.own(number, false);
      return;
    }
    forgetFd(fd);
    if (platform.SOCK_CLOEXEC !== 0) dup3(other.fd, fd, platform.O_CLOEXEC);
    else if (dup2(other.fd, fd) >= 0) setOwnFlags(fd);
    other.close();
    this.isBlocking = false;
    this.isForeign = false;
  }

  close(): void {
    this.generation++;
    this.companion?.close();
    const { fd } = this;
    if (fd < 0) return;
    // Released first: the kernel may reuse the number at once.
    this.release();
    close(fd);
  }

  /** Drops the descriptor without closing it. */
  release(): void {
    const { fd } = this;
    if (fd < 0) return;
    this.fd = -1;
    setOwned(fd, false);
    forgetFd(fd);
  }
}
