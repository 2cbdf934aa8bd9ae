// The socket calls. Each returns the call's result or the negative errno. None waits unless asked to block. EINTR is
// retried here, except by connect: callers could not handle it otherwise.

import { SOCKADDR_STORAGE_SIZE, type Sockaddr, writeFamily } from "../address/sockaddr.ts";
import { EACCES, EAGAIN, EINTR, negativeErrno } from "../errno.ts";
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
} from "../ffi/libc.ts";
import { mayUseNetwork } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { ABSENT } from "../platform/platform-numbers.ts";
import { afterOffset, assertInside, type Region } from "../region.ts";
import { windows } from "../windows/differences.ts";
import { setOwnFlags } from "./descriptor-flags.ts";
import { type OptionName, setInteger } from "./socket-options.ts";

const { SOCK_NONBLOCK, SOCK_CLOEXEC, MSG_DONTWAIT, MSG_NOSIGNAL, MSG_WAITALL } = platform;
/** 0 if a descriptor cannot be created non-blocking and close-on-exec in one call. */
const NEW_FD_FLAGS = SOCK_NONBLOCK | SOCK_CLOEXEC;
const NO_SIGPIPE: OptionName = { level: platform.SOL_SOCKET, name: platform.SO_NOSIGPIPE };

/**
 * True if each call can choose whether to block. Then a descriptor may be in blocking mode, and a call that has to wait
 * does so in the kernel: one system call instead of three.
 */
export const SUPPORTS_PER_CALL_BLOCKING: boolean = MSG_DONTWAIT !== 0 && NEW_FD_FLAGS !== 0;

/** When a receive returns: immediately, */
export const AT_ONCE: number = MSG_DONTWAIT;
/** when any bytes have arrived, */
export const WITH_SOMETHING = 0;
/** or when the buffer is full. A signal and EOF end it early (recv(2)). */
export const WITH_ALL: number = MSG_WAITALL;

/** Opens a socket. Returns the descriptor or the negative errno, EACCES if Node's permission model forbids sockets. */
export function openSocket(family: number, type: number, isBlocking: boolean): number {
  if (!mayUseNetwork()) return -EACCES;
  const fd = socket(family, type | (isBlocking ? SOCK_CLOEXEC : NEW_FD_FLAGS), 0);
  if (fd < 0) return negativeErrno();
  return NEW_FD_FLAGS === 0 ? setNewFdFlags(fd, type) : fd;
}

/**
 * Accepts the next connection of the queue. Returns its descriptor, or the negative errno.
 *
 * @param isBlocking  mode of the new descriptor; the server's mode decides whether this call waits
 */
export function accept(fd: number, isBlocking: boolean): number {
  const flags = isBlocking ? SOCK_CLOEXEC : NEW_FD_FLAGS;
  for (;;) {
    const accepted = NEW_FD_FLAGS === 0 ? acceptFd(fd, null, null) : accept4(fd, null, null, flags);
    if (accepted >= 0) return NEW_FD_FLAGS === 0 ? setNewFdFlags(accepted, platform.SOCK_STREAM) : accepted;
    const error = negativeErrno();
    if (error !== -EINTR) return error;
    if (isBlocking) return -EAGAIN;
  }
}

/** Sets flags that other platforms set at creation. Returns the descriptor, or closes it and returns the negative errno. */
function setNewFdFlags(fd: number, type: number): number {
  const failure = setOwnFlags(fd);
  if (failure < 0) {
    closeFd(fd);
    return failure;
  }
  if (platform.SO_NOSIGPIPE !== ABSENT) setInteger(fd, NO_SIGPIPE, 1);
  if (type === platform.SOCK_DGRAM) windows?.ignoreAbsentPeers(fd);
  return fd;
}

/**
 * Returns 0 or the negative errno; -EINPROGRESS while connecting, and -EINTR from a blocking descriptor, whose meaning
 * depends on the kind of socket (connect(2)).
 */
export function connect(fd: number, peer: Sockaddr): number {
  return connectFd(fd, peer, peer.length) === 0 ? 0 : negativeErrno();
}

const NO_ADDRESS = Buffer.alloc(SOCKADDR_STORAGE_SIZE);
writeFamily(NO_ADDRESS, platform.AF_UNSPEC);

/**
 * Disconnects a socket, or aborts its connection attempt: connect(2) with AF_UNSPEC. Options and the local address
 * stay. Returns 0, or the negative errno if the system cannot do so for this kind of socket.
 */
export function disconnect(fd: number): number {
  return connect(fd, NO_ADDRESS);
}

export function bind(fd: number, local: Sockaddr): number {
  return bindFd(fd, local, local.length) === 0 ? 0 : negativeErrno();
}

export function listen(fd: number, backlog: number): number {
  return listenFd(fd, backlog) === 0 ? 0 : negativeErrno();
}

/**
 * Receives available bytes into a region. Returns their number, 0 at the end of the stream.
 *
 * @param until  AT_ONCE, WITH_SOMETHING or WITH_ALL
 */
export function receiveBytes(
  fd: number,
  region: Region,
  offset: number,
  size: number,
  until: number,
): number {
  assertInside(region, offset, size);
  let flags = until;
  for (;;) {
    const got =
      region.address > 0
        ? recvAddress(fd, region.address + offset, size, flags)
        : recv(fd, afterOffset(region, offset), size, flags);
    if (got >= 0) return got;
    const error = negativeErrno();
    if (error === -platform.cutError) return size;
    if (error !== -EINTR) return error;
    flags = MSG_DONTWAIT; // the driver waits instead: MAX_WAIT_AFTER_SIGNAL_SECONDS
  }
}

/**
 * Sends bytes of a region. Returns the number of bytes the kernel took.
 *
 * @param mayBlock  waits until the kernel has taken all of them, or fails
 */
export function sendBytes(
  fd: number,
  region: Region,
  offset: number,
  size: number,
  mayBlock: boolean,
): number {
  assertInside(region, offset, size);
  let flags = mayBlock ? MSG_NOSIGNAL : MSG_NOSIGNAL | MSG_DONTWAIT;
  for (;;) {
    const put =
      region.address > 0
        ? sendAddress(fd, region.address + offset, size, flags)
        : send(fd, afterOffset(region, offset), size, flags);
    if (put >= 0) return put;
    const error = negativeErrno();
    if (error !== -EINTR && error !== -platform.passingSendError) return error;
    flags |= MSG_DONTWAIT;
  }
}

export const SHUT_RD = 0;
export const SHUT_WR = 1;
export const SHUT_RDWR = 2;

export function shutdown(fd: number, how: number): number {
  return shutdownFd(fd, how) === 0 ? 0 : negativeErrno();
}

/** Never retried: after EINTR the descriptor is closed anyway (close(2), Linux notes). */
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
