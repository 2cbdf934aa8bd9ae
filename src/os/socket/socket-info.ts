// Inspection of a descriptor that other code created.

import { familyOf } from "../address/sockaddr.ts";
import { EACCES, negativeErrno } from "../errno.ts";
import { mayUseNetwork } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { ABSENT } from "../platform/platform-numbers.ts";
import { eventsOf } from "../readiness/poll.ts";
import { windows } from "../windows/differences.ts";
import { localAddress, peerAddress } from "./socket.ts";
import { getInteger } from "./socket-options.ts";

export interface SocketInfo {
  /** AF_INET, AF_INET6, AF_UNIX or another. */
  readonly family: number;
  /** SOCK_STREAM, SOCK_DGRAM or another. */
  readonly type: number;
  readonly protocol: number;
  /** True if it accepts connections. */
  readonly isListening: boolean;
  /** True if it has a peer. A stream also has one while it is connecting, and after its connection has ended. */
  readonly hasPeer: boolean;
}

/** Describes a socket. Returns the negative errno if it is none, EACCES if Node's permission model forbids it. */
export function describeSocket(fd: number): SocketInfo | number {
  if (!mayUseNetwork()) return -EACCES;
  const type = socketOption(fd, platform.SO_TYPE);
  if (type === undefined) return negativeErrno();
  return {
    ...familyAndProtocol(fd, type),
    type,
    isListening: socketOption(fd, platform.SO_ACCEPTCONN) === 1,
    hasPeer: typeof peerAddress(fd) !== "number" || (type === platform.SOCK_STREAM && !isUnused(fd)),
  };
}

function familyAndProtocol(fd: number, type: number): { family: number; protocol: number } {
  const { SO_DOMAIN, SO_PROTOCOL, AF_UNSPEC, SOCK_STREAM, IPPROTO_TCP, IPPROTO_UDP } = platform;
  if (windows !== undefined) return windows.familyAndProtocol(fd) ?? { family: AF_UNSPEC, protocol: 0 };
  if (SO_DOMAIN !== ABSENT) {
    return {
      family: socketOption(fd, SO_DOMAIN) ?? AF_UNSPEC,
      protocol: socketOption(fd, SO_PROTOCOL) ?? 0,
    };
  }
  // macOS lacks these options: the family comes from the address, the protocol from the type, mostly unambiguous.
  const local = localAddress(fd);
  const family = typeof local === "number" ? AF_UNSPEC : familyOf(local);
  return { family, protocol: type === SOCK_STREAM ? IPPROTO_TCP : IPPROTO_UDP };
}

function socketOption(fd: number, name: number): number | undefined {
  return getInteger(fd, { level: platform.SOL_SOCKET, name });
}

/**
 * True if a stream without a peer was never connected. On Linux poll(2) shows it: such a stream has POLLHUP and
 * nothing to read. After a reset it has EOF to read; while connecting it reports nothing.
 */
function isUnused(fd: number): boolean {
  return (eventsOf(fd, platform.POLLIN) & (platform.POLLHUP | platform.POLLIN)) === platform.POLLHUP;
}
