// Memory between C and JavaScript: views of what C owns, addresses of what we own, text as C has it.

import koffi from "./koffi.ts";

/** A live view of `size` bytes at a C pointer. It is valid as long as C keeps that memory. */
export function viewOf(pointer: bigint, size: number): ArrayBuffer {
  return koffi.view(pointer, size);
}

/** The C string at a C pointer. */
export function textAt(pointer: bigint): string {
  return koffi.decode(pointer, "char", -1);
}

/** Where a typed array's bytes lie. They stay there as long as its buffer lives and is not detached. */
export function addressOf(bytes: Uint8Array): number {
  return Number(koffi.address(bytes));
}

/** The bytes of text and a NUL. C text ends at the first NUL, as it does for a Lua string that is handed to C. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text.split("\0", 1)[0]}\0`);
}
