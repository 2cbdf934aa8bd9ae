// The socket calls. Each gives what the call gives, or the negative errno; none ever waits, because
// every descriptor is made non-blocking. EINTR is retried here: no caller could do anything else.

import { ABSENT } from "./absent.js";
import { setOwnFlags } from "./descriptor-flags.js";
import { EACCES, EINTR, negativeErrno } from "./errno.js";
import {
  accept4,
  accept as acceptFd,
  bind as bindFd,
  close as closeFd,
  connect as connectFd,
  getpeername,
  getsockname,
  listen as listenFd,
  recv,
  recvAddress,
  send,
  sendAddress,
  shutdown as shutdownFd,
  socket,
} from "./libc.js";
import { mayUseNetwork } from "./permission.js";
import { platform } from "./platform.js";
import { afterOffset, assertInside, type Region } from "./region.js";
import { SOCKADDR_STORAGE_SIZE, type Sockaddr } from "./sockaddr.js";
import { type OptionName, setInteger } from "./socket-options.js";
import { windows } from "./windows/windows.js";

/** 0 where a descriptor cannot be made non-blocking and closed on exec at once. */
const OWNED = platform.SOCK_NONBLOCK | platform.SOCK_CLOEXEC;
const NO_SIGPIPE: OptionName = { level: platform.SOL_SOCKET, name: platform.SO_NOSIGPIPE };

/** A new descriptor, or the negative errno, EACCES where Node's permissions forbid it. */
export function openSocket(family: number, type: number): number {
  if (!mayUseNetwork()) return -EACCES;
  const fd = socket(family, type | OWNED, 0);
  if (fd < 0) return negativeErrno();
  return OWNED === 0 ? own(fd, type) : fd;
}

/** The descriptor of the next connection in the queue, or the negative errno. */
export function accept(fd: number): number {
  for (;;) {
    const accepted = OWNED === 0 ? acceptFd(fd, null, null) : accept4(fd, null, null, OWNED);
    if (accepted >= 0) return OWNED === 0 ? own(accepted, platform.SOCK_STREAM) : accepted;
    const error = negativeErrno();
    if (error !== -EINTR) return error;
  }
}

/** What flags at the making do elsewhere. Gives the descriptor, or the negative errno, and the descriptor is closed. */
function own(fd: number, type: number): number {
  const failure = setOwnFlags(fd);
  if (failure < 0) {
    closeFd(fd);
    return failure;
  }
  if (platform.SO_NOSIGPIPE !== ABSENT) setInteger(fd, NO_SIGPIPE, 1);
  if (type === platform.SOCK_DGRAM) windows?.ignoreAbsentPeers(fd);
  return fd;
}

/** 0, or the negative errno; -EINPROGRESS while the connection is being made. */
export function connect(fd: number, peer: Sockaddr): number {
  for (;;) {
    if (connectFd(fd, peer, peer.length) === 0) return 0;
    const error = negativeErrno();
    if (error !== -EINTR) return error;
  }
}

export function bind(fd: number, local: Sockaddr): number {
  return bindFd(fd, local, local.length) === 0 ? 0 : negativeErrno();
}

export function listen(fd: number, backlog: number): number {
  return listenFd(fd, backlog) === 0 ? 0 : negativeErrno();
}

/** Reads what is there into a region. Gives the number of bytes, 0 at the end of the stream. */
export function receiveBytes(fd: number, region: Region, offset: number, size: number): number {
  assertInside(region, offset, size);
  for (;;) {
    const got =
      region.address > 0
        ? recvAddress(fd, region.address + offset, size, 0)
        : recv(fd, afterOffset(region, offset), size, 0);
    if (got >= 0) return got;
    const error = negativeErrno();
    if (error === -platform.cutError) return size;
    if (error !== -EINTR) return error;
  }
}

/** Gives the kernel what it takes of a region. Gives the number of bytes taken. */
export function sendBytes(fd: number, region: Region, offset: number, size: number): number {
  assertInside(region, offset, size);
  for (;;) {
    const put =
      region.address > 0
        ? sendAddress(fd, region.address + offset, size, platform.MSG_NOSIGNAL)
        : send(fd, afterOffset(region, offset), size, platform.MSG_NOSIGNAL);
    if (put >= 0) return put;
    const error = negativeErrno();
    if (error !== -EINTR && error !== -platform.passingSendError) return error;
  }
}

export const SHUT_RD = 0;
export const SHUT_WR = 1;
export const SHUT_RDWR = 2;

export function shutdown(fd: number, how: number): number {
  return shutdownFd(fd, how) === 0 ? 0 : negativeErrno();
}

/** Never retried: after EINTR the descriptor is gone all the same (close(2), Linux notes). */
export function close(fd: number): void {
  closeFd(fd);
}

/** The descriptor's own address, or the negative errno. */
export function localAddress(fd: number): Sockaddr | number {
  return addressBy(getsockname, fd);
}

/** The address of the descriptor's peer, or the negative errno. */
export function peerAddress(fd: number): Sockaddr | number {
  return addressBy(getpeername, fd);
}

function addressBy(call: typeof getsockname, fd: number): Sockaddr | number {
  const sockaddr = Buffer.alloc(SOCKADDR_STORAGE_SIZE);
  const length = new Uint32Array([sockaddr.length]);
  if (call(fd, sockaddr, new Uint8Array(length.buffer)) !== 0) return negativeErrno();
  return sockaddr.subarray(0, length[0]);
}
