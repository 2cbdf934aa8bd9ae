// A caller's typed array, seen without what the caller may have made of it.

import { isUint8Array } from "node:util/types";

/** The engine's own getter of a typed array's property. */
function ownGetter<Value>(name: "buffer" | "byteOffset" | "byteLength"): (this: Uint8Array) => Value {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)
    ?.get as () => Value;
}

const bufferOf = ownGetter<ArrayBufferLike>("buffer");
const byteOffsetOf = ownGetter<number>("byteOffset");
const byteLengthOf = ownGetter<number>("byteLength");

/**
 * The same bytes as an array that is nothing but that: a caller's may have a `length` of its own making,
 * and C would believe it. Undefined for what is no Uint8Array, and for one whose memory was given away.
 */
export function plainView(value: unknown): Uint8Array | undefined {
  if (!isUint8Array(value)) return undefined;
  try {
    return new Uint8Array(bufferOf.call(value), byteOffsetOf.call(value), byteLengthOf.call(value));
  } catch {
    return undefined; // detached: the engine makes no views of that
  }
}
