// What a descriptor is that somebody else has made.

import { familyOf } from "../address/sockaddr.ts";
import { EACCES, negativeErrno } from "../errno.ts";
import { mayUseNetwork } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { ABSENT } from "../platform/platform-numbers.ts";
import { eventsOf } from "../readiness/poll.ts";
import { windows } from "../windows/windows.ts";
import { localAddress, peerAddress } from "./socket.ts";
import { getInteger } from "./socket-options.ts";

export interface SocketInfo {
  /** AF_INET, AF_INET6, AF_UNIX or another. */
  readonly family: number;
  /** SOCK_STREAM, SOCK_DGRAM or another. */
  readonly type: number;
  readonly protocol: number;
  /** It accepts connections. */
  readonly isListening: boolean;
  /** It has a peer. A stream has one, too, that is being connected, or that has been and is no more. */
  readonly hasPeer: boolean;
}

/** The nature of a socket; the negative errno of what is none, EACCES where Node's permissions forbid sockets. */
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
  // macOS does not tell: an address does, and of most types there is one protocol.
  const local = localAddress(fd);
  const family = typeof local === "number" ? AF_UNSPEC : familyOf(local);
  return { family, protocol: type === SOCK_STREAM ? IPPROTO_TCP : IPPROTO_UDP };
}

function socketOption(fd: number, name: number): number | undefined {
  return getInteger(fd, { level: platform.SOL_SOCKET, name });
}

/**
 * Whether a stream without a peer has never had one. poll(2) tells on Linux: such a stream hangs up and has
 * nothing to read. One whose connection was reset has its end to read, one that is being connected is silent.
 */
function isUnused(fd: number): boolean {
  return (eventsOf(fd, platform.POLLIN) & (platform.POLLHUP | platform.POLLIN)) === platform.POLLHUP;
}
