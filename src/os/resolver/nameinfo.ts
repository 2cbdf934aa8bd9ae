// getnameinfo(3): the names of an address and a port.

import type { Sockaddr } from "../address/sockaddr.ts";
import { EINTR, negativeErrno } from "../errno.ts";
import { getnameinfo } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { type LookupFailure, NOT_ALLOWED } from "./addrinfo.ts";
import { ResolverCall } from "./resolver-call.ts";

/** NI_MAXHOST. */
export const MAX_HOST_BYTES = 1025;
/** NI_MAXSERV. */
const MAX_SERVICE_BYTES = 32;

export interface Names {
  readonly host: string;
  readonly service: string;
}

/** Looks up the names of a host and a service; numbers replace missing names. */
export class NameLookup extends ResolverCall<Names | LookupFailure> {
  protected override readonly function: typeof getnameinfo = getnameinfo;
  protected override readonly refusal: LookupFailure = NOT_ALLOWED;
  private readonly address: Sockaddr;
  private readonly host = Buffer.alloc(MAX_HOST_BYTES);
  private readonly service = Buffer.alloc(MAX_SERVICE_BYTES);

  constructor(address: Sockaddr) {
    super();
    this.address = address;
  }

  protected override args(): unknown[] {
    const { address, host, service } = this;
    return [address, address.length, host, host.length, service, service.length, 0];
  }

  protected override finish(code: number): boolean {
    const errno = code === platform.EAI_SYSTEM ? -negativeErrno() : 0;
    if (errno === EINTR) return false;
    this.outcome = code === 0 ? { host: textOf(this.host), service: textOf(this.service) } : { code, errno };
    return true;
  }
}

function textOf(memory: Buffer): string {
  return memory.toString("utf8", 0, memory.indexOf(0));
}
