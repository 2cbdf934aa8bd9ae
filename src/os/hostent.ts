// gethostbyname(3) and gethostbyaddr(3): what a resolver knows of a host, in IPv4. The variants with _r
// are used because Node's worker threads share a process.
//
//   struct hostent  name pointer | aliases pointer | family i32 | address length i32 | addresses pointer
//   where aliases and addresses are arrays of pointers that end with a null pointer

import { cString } from "./c-string.js";
import { ERANGE } from "./errno.js";
import { gethostbyaddr_r, gethostbyname_r, hstrerror } from "./libc.js";
import { addressOf } from "./native-memory.js";
import { platform } from "./platform.js";

const HOSTENT_SIZE = 32;
const ALIASES_OFFSET = 8;
const ADDRESSES_OFFSET = 24;
const POINTER_SIZE = 8;
const IN_ADDR_SIZE = 4;
const SMALLEST_MEMORY = 1024;

/** What a resolver knows of a host. */
export interface HostEntry {
  /** The canonical name. */
  readonly name: string;
  readonly alias: string[];
  /** Addresses in dotted form. */
  readonly ip: string[];
}

/** What a host of this name is, or the resolver's code for why that is not known. */
export function hostByName(name: string): HostEntry | number {
  return lookUp((entry, memory, result, error) =>
    gethostbyname_r(cString(name), entry, memory, memory.length, result, error),
  );
}

/** What the host at an IPv4 address is, or the resolver's code for why that is not known. */
export function hostByAddress(address: Buffer): HostEntry | number {
  return lookUp((entry, memory, result, error) =>
    gethostbyaddr_r(address, IN_ADDR_SIZE, platform.AF_INET, entry, memory, memory.length, result, error),
  );
}

/** The resolver's own words for one of these codes. */
export function hostErrorText(code: number): string {
  return hstrerror(code);
}

type Call = (entry: Buffer, memory: Buffer, result: Buffer, error: Int32Array) => number;

function lookUp(call: Call): HostEntry | number {
  const entry = Buffer.alloc(HOSTENT_SIZE);
  const result = Buffer.alloc(POINTER_SIZE);
  const error = new Int32Array(1);
  for (let size = SMALLEST_MEMORY; ; size *= 2) {
    // All that the entry points at lies in this memory.
    const memory = Buffer.allocUnsafeSlow(size);
    const status = call(entry, memory, result, error);
    if (status === ERANGE) continue;
    if (result.readBigUInt64LE(0) === 0n) return error[0] as number;
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
