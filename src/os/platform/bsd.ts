// Numbers that the headers of macOS and FreeBSD share, most of them since 4.4BSD. Not run so far.

import { ABSENT, NO_EPOLL, type Platform } from "./platform-numbers.ts";

/** Properties that differ between the two. */
type Differing =
  | "AF_INET6"
  | "SOCK_NONBLOCK"
  | "SOCK_CLOEXEC"
  | "MSG_NOSIGNAL"
  | "SO_NOSIGPIPE"
  | "passingSendError"
  | "O_CLOEXEC"
  | "F_DUPFD_CLOEXEC"
  | "POSIX_SPAWN_SETSIGDEF"
  | "SO_LINGER"
  | "SO_DOMAIN"
  | "SO_PROTOCOL"
  | "TCP_KEEPIDLE"
  | "TCP_KEEPINTVL"
  | "TCP_KEEPCNT"
  | "TCP_FASTOPEN"
  | "AI_NUMERICSERV";

export const BSD: Omit<Platform, Differing> = {
  library: null,
  descriptorType: "int",
  sizeType: "size_t",
  countType: "int64_t",
  closeFunction: "close",

  AF_UNSPEC: 0,
  AF_INET: 2,
  AF_UNIX: 1,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  MSG_DONTWAIT: 0x80,
  MSG_WAITALL: 0x40,
  cutError: 0,
  MSG_PEEK: 0x02,
  // The flag of this name does not return a datagram's full size (recv(2)).
  MSG_TRUNC: 0,

  F_GETFD: 1,
  F_SETFD: 2,
  F_GETFL: 3,
  F_SETFL: 4,
  FD_CLOEXEC: 1,
  O_NONBLOCK: 0x0004,
  SIGPIPE: 13,

  SOL_SOCKET: 0xffff,
  SO_REUSEADDR: 0x0004,
  SO_REUSEPORT: 0x0200,
  SO_KEEPALIVE: 0x0008,
  lingerFieldSize: 4,
  SO_ERROR: 0x1007,
  SO_TYPE: 0x1008,
  SO_ACCEPTCONN: 0x0002,
  SO_RCVBUF: 0x1002,
  SO_SNDBUF: 0x1001,
  SO_BROADCAST: 0x0020,
  SO_DONTROUTE: 0x0010,
  SO_BINDTODEVICE: ABSENT,
  IPPROTO_TCP: 6,
  IPPROTO_MPTCP: ABSENT,
  IPPROTO_UDP: 17,
  TCP_NODELAY: 1,
  TCP_DEFER_ACCEPT: ABSENT,
  TCP_FASTOPEN_CONNECT: ABSENT,
  IPPROTO_IP: 0,
  IP_MULTICAST_IF: 9,
  IP_MULTICAST_TTL: 10,
  IP_MULTICAST_LOOP: 11,
  IP_ADD_MEMBERSHIP: 12,
  IP_DROP_MEMBERSHIP: 13,
  IPPROTO_IPV6: 41,
  IPV6_V6ONLY: 27,
  IPV6_UNICAST_HOPS: 4,
  IPV6_MULTICAST_HOPS: 10,
  IPV6_MULTICAST_LOOP: 11,
  IPV6_JOIN_GROUP: 12,
  IPV6_LEAVE_GROUP: 13,

  POLLIN: 0x001,
  POLLOUT: 0x004,
  POLLERR: 0x008,
  POLLHUP: 0x010,
  POLLNVAL: 0x020,
  pollfdFields: 2,
  pollEventsField: 1,

  ...NO_EPOLL,

  AI_PASSIVE: 0x01,
  AI_CANONNAME: 0x02,
  AI_NUMERICHOST: 0x04,
  NI_NAMEREQD: 4,
  EAI_ADDRFAMILY: 1,
  EAI_AGAIN: 2,
  EAI_BADFLAGS: 3,
  EAI_FAIL: 4,
  EAI_FAMILY: 5,
  EAI_MEMORY: 6,
  EAI_NONAME: 8,
  EAI_OVERFLOW: 14,
  EAI_SERVICE: 9,
  EAI_SOCKTYPE: 10,
  EAI_SYSTEM: 11,
  HOST_NOT_FOUND: 1,
  RLIMIT_NOFILE: 8,
  addrinfoAddrOffset: 32,
  addrinfoCanonnameOffset: 24,
  sockaddrHasLength: true,
  unixPathSize: 104,
  hasReentrantHostLookup: false,
  errnoLocation: "__error",
};
