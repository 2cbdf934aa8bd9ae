// gethostbyname(3) and gethostbyaddr(3): a host's names and IPv4 addresses. The reentrant variants (_r)
// are used because Node's worker threads share a process.
//
//   struct hostent  name pointer | aliases pointer | family i32 | address length i32 | addresses pointer
//   where aliases and addresses are arrays of pointers, terminated by a null pointer

import { ERANGE } from "../errno.ts";
import { gethostbyaddr_r, gethostbyname_r, hstrerror } from "../ffi/libc.ts";
import { addressOf, cString } from "../ffi/native-memory.ts";
import { LOOKUP_NOT_ALLOWED } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { lookupErrorText } from "./addrinfo.ts";
import { type HostEntry, PortableByAddress, PortableByName } from "./portable-hostent.ts";
import { ResolverCall } from "./resolver-call.ts";

export type { HostEntry };

const HOSTENT_SIZE = 32;
const ALIASES_OFFSET = 8;
const ADDRESSES_OFFSET = 24;
const POINTER_SIZE = 8;
const IN_ADDR_SIZE = 4;
const SMALLEST_MEMORY = 1024;

/** A host's entry, or the resolver's error code. */
abstract class HostLookup extends ResolverCall<HostEntry | number> {
  protected override readonly refusal: number = LOOKUP_NOT_ALLOWED;
  protected readonly entry: Buffer = Buffer.alloc(HOSTENT_SIZE);
  protected readonly found: Buffer = Buffer.alloc(POINTER_SIZE);
  protected readonly error: Int32Array = new Int32Array(1);
  /** Contains everything the entry points to. */
  protected memory: Buffer = Buffer.allocUnsafeSlow(SMALLEST_MEMORY);

  protected override finish(status: number): boolean {
    if (status === ERANGE) {
      this.memory = Buffer.allocUnsafeSlow(2 * this.memory.length);
      return false;
    }
    this.outcome = this.found.readBigUInt64LE(0) === 0n ? (this.error[0] as number) : this.hostEntry();
    return true;
  }

  private hostEntry(): HostEntry {
    const { entry, memory } = this;
    const base = BigInt(addressOf(memory));
    const at = (pointer: bigint): number => Number(pointer - base);
    const pointers = (offset: number): number[] => {
      const found: number[] = [];
      for (let next = at(entry.readBigUInt64LE(offset)); ; next += POINTER_SIZE) {
        const pointer = memory.readBigUInt64LE(next);
        if (pointer === 0n) return found;
        found.push(at(pointer));
      }
    };
    const text = (start: number): string => memory.toString("utf8", start, memory.indexOf(0, start));
    return {
      name: text(at(entry.readBigUInt64LE(0))),
      alias: pointers(ALIASES_OFFSET).map(text),
      ip: pointers(ADDRESSES_OFFSET).map((start) => memory.subarray(start, start + IN_ADDR_SIZE).join(".")),
    };
  }
}

/** Looks up a host by name. */
class ReentrantByName extends HostLookup {
  protected override readonly function: typeof gethostbyname_r = gethostbyname_r;
  private readonly name: Buffer;

  constructor(name: string) {
    super();
    this.name = cString(name);
  }

  protected override args(): unknown[] {
    const { name, entry, memory, found, error } = this;
    return [name, entry, memory, memory.length, found, error];
  }
}

/** Looks up a host by IPv4 address. */
class ReentrantByAddress extends HostLookup {
  protected override readonly function: typeof gethostbyaddr_r = gethostbyaddr_r;
  private readonly address: Buffer;

  constructor(address: Buffer) {
    super();
    this.address = address;
  }

  protected override args(): unknown[] {
    const { address, entry, memory, found, error } = this;
    return [address, IN_ADDR_SIZE, platform.AF_INET, entry, memory, memory.length, found, error];
  }
}

const { hasReentrantHostLookup } = platform;

/** Looks up a host by name. */
export function hostByName(name: string): ResolverCall<HostEntry | number> {
  return hasReentrantHostLookup ? new ReentrantByName(name) : new PortableByName(name);
}

/** Looks up a host by IPv4 address (4 bytes). */
export function hostByAddress(address: Buffer): ResolverCall<HostEntry | number> {
  return hasReentrantHostLookup ? new ReentrantByAddress(address) : new PortableByAddress(address);
}

/** The resolver's text for one of its codes. */
export function hostErrorText(code: number): string {
  return hasReentrantHostLookup ? hstrerror(code) : lookupErrorText(code);
}
