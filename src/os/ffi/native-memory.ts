// Memory shared between C and JavaScript: views of C's memory, addresses of ours, C strings.

import koffi from "./koffi.ts";

/** A live view of `size` bytes at a C pointer, valid until C frees that memory. */
export function viewOf(pointer: bigint, size: number): ArrayBuffer {
  return koffi.view(pointer, size);
}

/** The C string at a C pointer. */
export function textAt(pointer: bigint): string {
  return koffi.decode(pointer, "char", -1);
}

/** The address of a typed array's bytes, stable while its buffer lives and is not detached. */
export function addressOf(bytes: Uint8Array): number {
  return Number(koffi.address(bytes));
}

/** Text with a terminating NUL. An embedded NUL ends it early, as with a Lua string that is passed to C. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text.split("\0", 1)[0]}\0`);
}
