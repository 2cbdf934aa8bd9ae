// Flags of existing descriptors.

import { negativeErrno } from "../errno.ts";
import { fcntl } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";

const { F_GETFD, F_SETFD, FD_CLOEXEC, F_GETFL, F_SETFL, O_NONBLOCK } = platform;

/**
 * Makes a descriptor non-blocking and close-on-exec. Non-blocking mode belongs to the open file description, so it
 * affects every process that shares it (fcntl(2)). Returns 0 or the negative errno.
 */
export function setOwnFlags(fd: number): number {
  if (windows !== undefined) return windows.setOwnFlags(fd);
  return addFlag(fd, F_GETFD, F_SETFD, FD_CLOEXEC) || addFlag(fd, F_GETFL, F_SETFL, O_NONBLOCK);
}

/** Makes a descriptor non-blocking. Failure is ignored: later calls on such a descriptor report it. */
export function stopBlocking(fd: number): void {
  if (windows !== undefined) windows.setOwnFlags(fd);
  else addFlag(fd, F_GETFL, F_SETFL, O_NONBLOCK);
}

/** Makes a descriptor blocking. Only for one that this package created. */
export function startBlocking(fd: number): void {
  const flags = fcntl(fd, F_GETFL, "int", 0);
  if (flags >= 0) fcntl(fd, F_SETFL, "int", flags & ~O_NONBLOCK);
}

function addFlag(fd: number, read: number, write: number, flag: number): number {
  const flags = fcntl(fd, read, "int", 0);
  if (flags < 0) return negativeErrno();
  if ((flags & flag) !== 0) return 0;
  return fcntl(fd, write, "int", flags | flag) < 0 ? negativeErrno() : 0;
}
