// The numbers that a platform's headers give. One file per platform holds them; this one says what a
// platform must tell and picks it. Nothing above os/ knows which platform it runs on.

import { LINUX } from "./linux.js";

/** What this package must know of a platform, under the names of its headers. */
export interface Platform {
  readonly AF_UNSPEC: number;
  readonly AF_INET: number;
  readonly AF_INET6: number;
  readonly AF_UNIX: number;
  readonly SOCK_STREAM: number;
  readonly SOCK_DGRAM: number;
  /** Flags of socket(2) and accept4(2): the new descriptor never blocks and is not inherited by children. */
  readonly SOCK_NONBLOCK: number;
  readonly SOCK_CLOEXEC: number;
  /** Flag of send(2): a closed connection is an error, not a signal. */
  readonly MSG_NOSIGNAL: number;
  /**
   * What a send may say for a moment while a connection is being torn down, to be tried again; 0 for
   * nothing. macOS says EPROTOTYPE (usocket.c).
   */
  readonly passingSendError: number;
  /** Flag of send(2) and recv(2): this one call does not wait, whatever the descriptor; 0 where there is no such flag. */
  readonly MSG_DONTWAIT: number;
  /** Flags of recv(2): leave what is read in the queue; give a datagram's whole size, however much of it was read. */
  readonly MSG_PEEK: number;
  readonly MSG_TRUNC: number;

  /** Flag of pipe2(2): the ends are not inherited by children. */
  readonly O_CLOEXEC: number;
  /** Commands of fcntl(2), and the flags that they read and set. */
  readonly F_GETFD: number;
  readonly F_SETFD: number;
  readonly F_GETFL: number;
  readonly F_SETFL: number;
  readonly FD_CLOEXEC: number;
  readonly O_NONBLOCK: number;
  /** Command of fcntl(2): another descriptor, which is not inherited by children. */
  readonly F_DUPFD_CLOEXEC: number;
  /** Flag of posix_spawn(3): signals of a set have their default action in the child. */
  readonly POSIX_SPAWN_SETSIGDEF: number;
  readonly SIGPIPE: number;

  readonly SOL_SOCKET: number;
  readonly SO_REUSEADDR: number;
  readonly SO_REUSEPORT: number;
  readonly SO_KEEPALIVE: number;
  readonly SO_LINGER: number;
  readonly SO_ERROR: number;
  readonly SO_TYPE: number;
  readonly SO_DOMAIN: number;
  readonly SO_PROTOCOL: number;
  readonly SO_ACCEPTCONN: number;
  readonly SO_RCVBUF: number;
  readonly SO_SNDBUF: number;
  readonly SO_BROADCAST: number;
  readonly SO_DONTROUTE: number;
  readonly SO_BINDTODEVICE: number;
  readonly IPPROTO_TCP: number;
  /** TCP over several paths, which is to a program what TCP is. */
  readonly IPPROTO_MPTCP: number;
  readonly IPPROTO_UDP: number;
  readonly TCP_NODELAY: number;
  readonly TCP_KEEPIDLE: number;
  readonly TCP_KEEPINTVL: number;
  readonly TCP_KEEPCNT: number;
  readonly TCP_DEFER_ACCEPT: number;
  readonly TCP_FASTOPEN: number;
  readonly TCP_FASTOPEN_CONNECT: number;
  readonly IPPROTO_IP: number;
  readonly IP_MULTICAST_IF: number;
  readonly IP_MULTICAST_TTL: number;
  readonly IP_MULTICAST_LOOP: number;
  readonly IP_ADD_MEMBERSHIP: number;
  readonly IP_DROP_MEMBERSHIP: number;
  readonly IPPROTO_IPV6: number;
  readonly IPV6_V6ONLY: number;
  readonly IPV6_UNICAST_HOPS: number;
  readonly IPV6_MULTICAST_HOPS: number;
  readonly IPV6_MULTICAST_LOOP: number;
  readonly IPV6_JOIN_GROUP: number;
  readonly IPV6_LEAVE_GROUP: number;

  readonly POLLIN: number;
  readonly POLLOUT: number;
  readonly POLLERR: number;
  readonly POLLHUP: number;
  readonly POLLNVAL: number;

  /** Flags of epoll, whose events are otherwise those of poll. */
  readonly EPOLL_CLOEXEC: number;
  readonly EPOLL_CTL_ADD: number;
  readonly EPOLL_CTL_DEL: number;
  readonly EPOLL_CTL_MOD: number;
  readonly EPOLLIN: number;
  readonly EPOLLOUT: number;
  readonly EPOLLRDHUP: number;
  readonly EPOLLET: number;
  /** struct epoll_event is packed on x86 and aligned elsewhere. */
  readonly epollEventSize: number;
  readonly epollDataOffset: number;

  readonly AI_PASSIVE: number;
  readonly AI_NUMERICHOST: number;
  readonly AI_NUMERICSERV: number;
  readonly EAI_ADDRFAMILY: number;
  readonly EAI_AGAIN: number;
  readonly EAI_BADFLAGS: number;
  readonly EAI_FAIL: number;
  readonly EAI_FAMILY: number;
  readonly EAI_MEMORY: number;
  readonly EAI_NONAME: number;
  readonly EAI_OVERFLOW: number;
  readonly EAI_SERVICE: number;
  readonly EAI_SOCKTYPE: number;
  readonly EAI_SYSTEM: number;
  /** Of the resolver functions of old, which know IPv4 only (netdb.h). */
  readonly HOST_NOT_FOUND: number;
  readonly RLIMIT_NOFILE: number;
  /** Where struct addrinfo keeps its ai_addr pointer: BSD and Windows put ai_canonname before it. */
  readonly addrinfoAddrOffset: number;
  /** The function behind C's errno. */
  readonly errnoLocation: string;
}

function thisPlatform(): Platform {
  switch (process.platform) {
    case "linux":
      return LINUX;
    default:
      // darwin.ts and windows.ts go beside linux.ts. BSD has a length byte in its sockaddr (sockaddr.ts)
      // and no accept4; Windows has closesocket, ioctlsocket and WSAPoll (libc.ts).
      throw new Error(`luasocket runs on Linux so far, not on ${process.platform}`);
  }
}

export const platform: Platform = thisPlatform();
