// FreeBSD, from its headers (sys, netinet and netinet6). Not run so far.

import { BSD } from "./bsd.ts";
import { ABSENT, type Platform } from "./platform-numbers.ts";

export const FREEBSD: Platform = {
  ...BSD,

  AF_INET6: 28,
  SOCK_NONBLOCK: 0x20000000,
  SOCK_CLOEXEC: 0x10000000,
  MSG_NOSIGNAL: 0x20000,
  SO_NOSIGPIPE: ABSENT,
  passingSendError: 0,

  O_CLOEXEC: 0x100000,
  F_DUPFD_CLOEXEC: 17,
  POSIX_SPAWN_SETSIGDEF: 0x10,

  SO_LINGER: 0x80,
  SO_DOMAIN: 0x1019,
  SO_PROTOCOL: 0x1016,
  TCP_KEEPIDLE: 0x100,
  TCP_KEEPINTVL: 0x200,
  TCP_KEEPCNT: 0x400,
  TCP_FASTOPEN: 0x401,

  AI_NUMERICSERV: 0x08,
};
