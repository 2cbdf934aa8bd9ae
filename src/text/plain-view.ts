// A caller's typed array without properties that the caller may have redefined.

import { isUint8Array } from "node:util/types";

/** The engine's own getter for a property of typed arrays. */
function ownGetter<Value>(name: "buffer" | "byteOffset" | "byteLength"): (this: Uint8Array) => Value {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)
    ?.get as () => Value;
}

const bufferOf = ownGetter<ArrayBufferLike>("buffer");
const byteOffsetOf = ownGetter<number>("byteOffset");
const byteLengthOf = ownGetter<number>("byteLength");

/**
 * A plain view of the same bytes: the caller may have redefined `length`, and C would rely on it. Undefined for
 * anything but a Uint8Array, and if its memory has been transferred.
 */
export function plainView(value: unknown): Uint8Array | undefined {
  if (!isUint8Array(value)) return undefined;
  try {
    return new Uint8Array(bufferOf.call(value), byteOffsetOf.call(value), byteLengthOf.call(value));
  } catch {
    return undefined; // detached: creating a view throws
  }
}
