// macOS, from its headers (bsd/sys, bsd/netinet and bsd/netinet6 of xnu). Not run so far.

import { constants } from "node:os";
import { BSD } from "./bsd.ts";
import { ABSENT, type Platform } from "./platform-numbers.ts";

export const DARWIN: Platform = {
  ...BSD,

  AF_INET6: 30,
  SOCK_NONBLOCK: 0,
  SOCK_CLOEXEC: 0,
  MSG_NOSIGNAL: 0,
  SO_NOSIGPIPE: 0x1022,
  passingSendError: constants.errno.EPROTOTYPE,

  O_CLOEXEC: 0x1000000,
  F_DUPFD_CLOEXEC: 67,
  POSIX_SPAWN_SETSIGDEF: 0x04,

  // SO_LINGER_SEC: SO_LINGER counts ticks here.
  SO_LINGER: 0x1080,
  SO_DOMAIN: ABSENT,
  SO_PROTOCOL: ABSENT,
  // TCP_KEEPALIVE.
  TCP_KEEPIDLE: 0x10,
  TCP_KEEPINTVL: 0x101,
  TCP_KEEPCNT: 0x102,
  TCP_FASTOPEN: 0x105,

  AI_NUMERICSERV: 0x1000,
};
