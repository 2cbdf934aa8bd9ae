// IPv6 addresses in text.

import { inet_pton } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";

const IN6_ADDR_SIZE = 16;

/** The 16 bytes of an address without a zone, as inet_pton(3) reads it, or undefined where text is anything else. */
export function parseIPv6(text: string): Buffer | undefined {
  const address = Buffer.alloc(IN6_ADDR_SIZE);
  return inet_pton(platform.AF_INET6, text, address) === 1 ? address : undefined;
}
