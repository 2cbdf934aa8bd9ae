// IP addresses in text.

import { inet_aton, inet_pton } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/windows.ts";

const IN_ADDR_SIZE = 4;
const IN6_ADDR_SIZE = 16;

/**
 * The 4 bytes of an address as inet_aton(3) reads it, the forms of old among them (`127.1`, `0x7f000001`),
 * or undefined where text is anything else.
 */
export function parseIPv4(text: string): Buffer | undefined {
  if (windows !== undefined) return windows.parseIPv4(text);
  const address = Buffer.alloc(IN_ADDR_SIZE);
  return inet_aton(text, address) === 0 ? undefined : address;
}

/** The 16 bytes of an address without a zone, as inet_pton(3) reads it, or undefined where text is anything else. */
export function parseIPv6(text: string): Buffer | undefined {
  const address = Buffer.alloc(IN6_ADDR_SIZE);
  return inet_pton(platform.AF_INET6, text, address) === 1 ? address : undefined;
}
