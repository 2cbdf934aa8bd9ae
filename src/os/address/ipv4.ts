// IPv4 addresses in text.

import { inet_aton } from "../ffi/libc.ts";
import { windows } from "../windows/windows.ts";

const IN_ADDR_SIZE = 4;

/**
 * The 4 bytes of an address as inet_aton(3) reads it, the forms of old among them (`127.1`, `0x7f000001`),
 * or undefined where text is anything else.
 */
export function parseIPv4(text: string): Buffer | undefined {
  if (windows !== undefined) return windows.parseIPv4(text);
  const address = Buffer.alloc(IN_ADDR_SIZE);
  return inet_aton(text, address) === 0 ? undefined : address;
}
