// Reading memory that C owns, and addresses for memory that we own.

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
