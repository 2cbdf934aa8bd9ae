// struct sockaddr_in and sockaddr_in6: addresses in the kernel's layout.
//
// On BSD a length byte and a family byte replace the two-byte family:
//
//   sockaddr_in   family u16 | port u16 BE | address 4 bytes | 8 bytes of zero
//   sockaddr_in6  family u16 | port u16 BE | flow info u32 | address 16 bytes | scope id u32

import { isIPv4 } from "node:net";
import { if_indextoname } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";

/** A packed sockaddr. */
export type Sockaddr = Buffer;

/** A port has 16 bits. */
export const MAX_PORT = 65535;

const SOCKADDR_IN_SIZE = 16;
const SOCKADDR_IN6_SIZE = 28;
/** sizeof(struct sockaddr_storage): fits every family. */
export const SOCKADDR_STORAGE_SIZE = 128;
const IF_NAMESIZE = 16;

/** Packs an IPv4 address in dotted-decimal form; undefined if the host is anything else. */
export function packIPv4(host: string, port: number): Sockaddr | undefined {
  if (!isIPv4(host)) return undefined;
  const sockaddr = Buffer.alloc(SOCKADDR_IN_SIZE);
  writeFamily(sockaddr, platform.AF_INET);
  sockaddr.writeUInt16BE(port, 2);
  host.split(".").forEach((part, index) => {
    sockaddr.writeUInt8(Number(part), 4 + index);
  });
  return sockaddr;
}

/** The address family; AF_UNSPEC for an empty address, which recvfrom(2) returns on a stream. */
export function familyOf(sockaddr: Sockaddr): number {
  if (sockaddr.length === 0) return platform.AF_UNSPEC;
  return platform.sockaddrHasLength ? sockaddr.readUInt8(1) : sockaddr.readUInt16LE(0);
}

/** Writes the family, and on BSD the length, at the start of a sockaddr. */
export function writeFamily(sockaddr: Sockaddr, family: number): void {
  if (platform.sockaddrHasLength) {
    sockaddr.writeUInt8(sockaddr.length, 0);
    sockaddr.writeUInt8(family, 1);
  } else {
    sockaddr.writeUInt16LE(family, 0);
  }
}

/** The port, or 0 for a family without ports. */
export function portOf(sockaddr: Sockaddr): number {
  return isInternet(sockaddr) ? sockaddr.readUInt16BE(2) : 0;
}

/** True for IPv4 and IPv6. Needed because setfd can put any socket into an object. */
export function isInternet(sockaddr: Sockaddr): boolean {
  const family = familyOf(sockaddr);
  return family === platform.AF_INET || family === platform.AF_INET6;
}

/** The bare address: 4 bytes, 16 bytes, or none for another family. The scope id is not included. */
export function addressBytesOf(sockaddr: Sockaddr): Uint8Array {
  if (familyOf(sockaddr) === platform.AF_INET) return sockaddr.subarray(4, 8);
  return familyOf(sockaddr) === platform.AF_INET6 ? sockaddr.subarray(8, 24) : sockaddr.subarray(0, 0);
}

/** Numeric text, as getnameinfo(3) with NI_NUMERICHOST writes it: `127.0.0.1`, `::1`, `fe80::1%eth0`. */
export function hostOf(sockaddr: Sockaddr): string {
  if (familyOf(sockaddr) === platform.AF_INET) return sockaddr.subarray(4, 8).join(".");
  if (familyOf(sockaddr) !== platform.AF_INET6 || sockaddr.length < SOCKADDR_IN6_SIZE) return "";
  return ipv6Text(sockaddr.subarray(8, 24)) + scopeText(sockaddr);
}

/** RFC 5952: lower case, the longest run of zero groups as `::`, embedded IPv4 in dotted form. */
function ipv6Text(bytes: Buffer): string {
  const mapped = bytes.readUInt32BE(0) === 0 && bytes.readUInt32BE(4) === 0;
  const tag = bytes.readUInt32BE(8);
  const dotted = bytes.subarray(12).join(".");
  if (mapped && tag === 0xffff) return `::ffff:${dotted}`;
  // inet_ntop writes IPv4-compatible addresses dotted too, but not :: and ::1.
  if (mapped && tag === 0 && bytes.readUInt16BE(12) !== 0) return `::${dotted}`;

  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2));
  const { start, length } = longestZeroRun(groups);
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  return length < 2 ? hex(0, 8) : `${hex(0, start)}::${hex(start + length, 8)}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  const best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start > best.length) Object.assign(best, { start, length: end - start });
  }
  return best;
}

/** The zone of a link-local address (RFC 4007 section 11): the interface's name, or the number if it has none. */
function scopeText(sockaddr: Sockaddr): string {
  const scopeId = sockaddr.readUInt32LE(24);
  if (scopeId === 0) return "";
  // Windows writes zones as numbers.
  if (windows !== undefined) return `%${scopeId}`;
  return `%${if_indextoname(scopeId, Buffer.alloc(IF_NAMESIZE)) ?? scopeId}`;
}
