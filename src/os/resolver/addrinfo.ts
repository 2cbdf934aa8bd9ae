// getaddrinfo(3): the system's resolver, with its own order, files and quirks.
//
//   struct addrinfo  flags i32 | family i32 | socktype i32 | protocol i32 | addrlen u32 | pad
//                    | addr, canonname pointers (in this order on Linux) | next pointer
//   where addrlen has 8 bytes on Windows, the upper 4 being 0

import type { Sockaddr } from "../address/sockaddr.ts";
import { EINTR, negativeErrno } from "../errno.ts";
import { freeaddrinfo, gai_strerror, getaddrinfo } from "../ffi/libc.ts";
import { cString, textAt, viewOf } from "../ffi/native-memory.ts";
import { LOOKUP_NOT_ALLOWED } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";
import { winsockText } from "../windows/error-texts.ts";
import { ResolverCall } from "./resolver-call.ts";

const ADDRINFO_SIZE = 48;
const ADDRLEN_OFFSET = 16;
const NEXT_OFFSET = 40;
const POINTER_SIZE = 8;

export interface Lookup {
  /** Null stands for the loopback address, or with `passive` the wildcard. */
  readonly host: string | null;
  /** A service name or a decimal port; null leaves the port 0. */
  readonly service: string | null;
  readonly family: number;
  readonly socketType: number;
  /** True if the addresses are for bind, not for connect. */
  readonly passive: boolean;
  /** True to accept numeric text only; no query is sent. */
  readonly numeric: boolean;
}

/** The reason of a failed lookup: the resolver's code (EAI_...), and errno if that code is EAI_SYSTEM. */
export interface LookupFailure {
  readonly code: number;
  readonly errno: number;
}

/** The result of a lookup that Node's permission model forbids. */
export const NOT_ALLOWED: LookupFailure = { code: LOOKUP_NOT_ALLOWED, errno: 0 };

/** Looks up the addresses of a host and a service, in the resolver's order. */
export class AddressLookup extends ResolverCall<Sockaddr[] | LookupFailure> {
  protected override readonly function: typeof getaddrinfo = getaddrinfo;
  protected override readonly refusal: LookupFailure = NOT_ALLOWED;
  protected override readonly isLocal: boolean;
  private readonly host: Buffer | null;
  private readonly service: Buffer | null;
  private readonly hints = Buffer.alloc(ADDRINFO_SIZE);
  private readonly list = Buffer.alloc(POINTER_SIZE);

  constructor(lookup: Lookup) {
    super();
    this.isLocal = lookup.numeric;
    this.host = lookup.host === null ? null : cString(lookup.host);
    this.service = lookup.service === null ? null : cString(lookup.service);
    this.hints.writeInt32LE(flagsOf(lookup), 0);
    this.hints.writeInt32LE(lookup.family, 4);
    this.hints.writeInt32LE(lookup.socketType, 8);
  }

  protected override args(): unknown[] {
    return [this.host, this.service, this.hints, this.list];
  }

  protected override finish(code: number): boolean {
    const errno = code === platform.EAI_SYSTEM ? -negativeErrno() : 0;
    if (errno === EINTR) return false;
    this.outcome = code === 0 ? takeAddresses(this.list.readBigUInt64LE(0)).addresses : { code, errno };
    return true;
  }
}

function flagsOf({ passive, numeric }: Lookup): number {
  const { AI_PASSIVE, AI_NUMERICHOST, AI_NUMERICSERV } = platform;
  return (passive ? AI_PASSIVE : 0) | (numeric ? AI_NUMERICHOST | AI_NUMERICSERV : 0);
}

/** The resolver's text for one of its codes. */
export function lookupErrorText(code: number): string {
  return windows === undefined ? gai_strerror(code) : winsockText(code);
}

/** Reads the addresses of a resolver's list, and the canonical name if it was requested, and frees the list. */
export function takeAddresses(list: bigint): { addresses: Sockaddr[]; canonicalName: string | undefined } {
  const addresses: Sockaddr[] = [];
  let canonicalName: string | undefined;
  for (let entry = list; entry !== 0n; ) {
    const info = copyOf(entry, ADDRINFO_SIZE);
    const addr = info.readBigUInt64LE(platform.addrinfoAddrOffset);
    addresses.push(copyOf(addr, info.readUInt32LE(ADDRLEN_OFFSET)));
    const name = info.readBigUInt64LE(platform.addrinfoCanonnameOffset);
    if (name !== 0n) canonicalName = textAt(name);
    entry = info.readBigUInt64LE(NEXT_OFFSET);
  }
  freeaddrinfo(list);
  return { addresses, canonicalName };
}

/** Copies bytes, since freeaddrinfo frees the original. */
function copyOf(pointer: bigint, size: number): Buffer {
  return Buffer.from(new Uint8Array(viewOf(pointer, size)));
}
