// A host's names and IPv4 addresses by getaddrinfo(3) and getnameinfo(3), for systems without a reentrant
// gethostbyname(3). These functions return no aliases.

import { hostOf, packIPv4, type Sockaddr } from "../address/sockaddr.ts";
import { getaddrinfo, getnameinfo } from "../ffi/libc.ts";
import { cString } from "../ffi/native-memory.ts";
import { LOOKUP_NOT_ALLOWED } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { takeAddresses } from "./addrinfo.ts";
import { MAX_HOST_BYTES } from "./nameinfo.ts";
import { ResolverCall } from "./resolver-call.ts";

/** The resolver's entry for a host. */
export interface HostEntry {
  /** The canonical name. */
  readonly name: string;
  /** Alias names. */
  readonly alias: string[];
  /** Addresses in dotted form. */
  readonly ip: string[];
}

const ADDRINFO_SIZE = 48;
const POINTER_SIZE = 8;

/** Looks up a host by name. */
export class PortableByName extends ResolverCall<HostEntry | number> {
  protected override readonly refusal: number = LOOKUP_NOT_ALLOWED;
  protected override readonly function: typeof getaddrinfo = getaddrinfo;
  private readonly host: string;
  private readonly name: Buffer;
  private readonly hints = Buffer.alloc(ADDRINFO_SIZE);
  private readonly list = Buffer.alloc(POINTER_SIZE);

  constructor(name: string) {
    super();
    this.host = name;
    this.name = cString(name);
    this.hints.writeInt32LE(platform.AI_CANONNAME, 0);
    this.hints.writeInt32LE(platform.AF_INET, 4);
    // One socket type only, else every address is returned once per type.
    this.hints.writeInt32LE(platform.SOCK_STREAM, 8);
  }

  protected override args(): unknown[] {
    return [this.name, null, this.hints, this.list];
  }

  protected override finish(code: number): boolean {
    if (code === 0) {
      const { addresses, canonicalName } = takeAddresses(this.list.readBigUInt64LE(0));
      this.outcome = { name: canonicalName ?? this.host, alias: [], ip: addresses.map(hostOf) };
    } else {
      this.outcome = hostErrorOf(code);
    }
    return true;
  }
}

/** Looks up a host by IPv4 address (4 bytes). */
export class PortableByAddress extends ResolverCall<HostEntry | number> {
  protected override readonly refusal: number = LOOKUP_NOT_ALLOWED;
  protected override readonly function: typeof getnameinfo = getnameinfo;
  private readonly address: Sockaddr;
  private readonly host = Buffer.alloc(MAX_HOST_BYTES);

  constructor(address: Buffer) {
    super();
    this.address = packIPv4(address.join("."), 0) as Sockaddr;
  }

  protected override args(): unknown[] {
    const { address, host } = this;
    return [address, address.length, host, host.length, null, 0, platform.NI_NAMEREQD];
  }

  protected override finish(code: number): boolean {
    const { host, address } = this;
    const name = host.toString("utf8", 0, host.indexOf(0));
    this.outcome = code === 0 ? { name, alias: [], ip: [hostOf(address)] } : hostErrorOf(code);
    return true;
  }
}

function hostErrorOf(code: number): number {
  return code === platform.EAI_NONAME ? platform.HOST_NOT_FOUND : code;
}
