// getnameinfo(3): the names of an address and of a port.

import type { LookupFailure } from "./addrinfo.js";
import { EINTR, negativeErrno } from "./errno.js";
import { getnameinfo } from "./libc.js";
import { platform } from "./platform.js";
import type { Sockaddr } from "./sockaddr.js";

/** NI_MAXHOST and NI_MAXSERV. */
const LONGEST_HOST = 1025;
const LONGEST_SERVICE = 32;

export interface Names {
  readonly host: string;
  readonly service: string;
}

/** The names of a host and a service, in numbers where they have none. Waits for as long as the resolver takes. */
export function namesOf(address: Sockaddr): Names | LookupFailure {
  const host = Buffer.alloc(LONGEST_HOST);
  const service = Buffer.alloc(LONGEST_SERVICE);
  for (;;) {
    const code = getnameinfo(address, address.length, host, host.length, service, service.length, 0);
    if (code === 0) return { host: textOf(host), service: textOf(service) };
    const errno = code === platform.EAI_SYSTEM ? -negativeErrno() : 0;
    if (errno !== EINTR) return { code, errno };
  }
}

function textOf(memory: Buffer): string {
  return memory.toString("utf8", 0, memory.indexOf(0));
}
