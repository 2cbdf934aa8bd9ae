// Parsing of IP addresses.

import { inet_aton, inet_pton } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";

const IN_ADDR_SIZE = 4;
const IN6_ADDR_SIZE = 16;

/**
 * Parses an IPv4 address as inet_aton(3) does, including the classic short and hexadecimal forms (`127.1`,
 * `0x7f000001`). Returns its 4 bytes, or undefined if the text is not an address.
 */
export function parseIPv4(text: string): Buffer | undefined {
  if (windows !== undefined) return windows.parseIPv4(text);
  const address = Buffer.alloc(IN_ADDR_SIZE);
  return inet_aton(text, address) === 0 ? undefined : address;
}

/** Parses an IPv6 address without a zone, as inet_pton(3) does. Returns its 16 bytes, or undefined. */
export function parseIPv6(text: string): Buffer | undefined {
  const address = Buffer.alloc(IN6_ADDR_SIZE);
  return inet_pton(platform.AF_INET6, text, address) === 1 ? address : undefined;
}
