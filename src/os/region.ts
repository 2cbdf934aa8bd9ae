// A stretch of memory that recv(2) may write and send(2) may read.

import { addressOf } from "./ffi/native-memory.ts";

/**
 * Bytes, and where they lie if they stay there.
 *
 * With an `address` above 0 a call passes the bare address, which is quicker and needs no subarray for
 * an offset. It must be given only where the memory lives as long as the region is in use: a
 * WebAssembly memory does, an ordinary Buffer may be collected while a call still writes to it.
 */
export interface Region {
  readonly bytes: Uint8Array;
  readonly address: number;
  /** The same bytes, four at a time; undefined where they may not begin at a place for that. */
  readonly words: Int32Array | undefined;
}

/** A region over memory that the garbage collector owns: Buffers, and arrays that a user gives. */
export function managedRegion(bytes: Uint8Array): Region {
  return { bytes, address: 0, words: undefined };
}

const pinned: Region[] = [];

/** A region of fresh memory that is never given back, for what a process needs as long as it runs. */
export function pinnedRegion(size: number): Region {
  const bytes = Buffer.allocUnsafeSlow(size);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, size >> 2);
  const region = { bytes, address: addressOf(bytes), words };
  pinned.push(region);
  return region;
}

/** The bytes of a region from an offset on, without a view of them where all are meant. */
export function afterOffset({ bytes }: Region, offset: number): Uint8Array {
  return offset === 0 ? bytes : bytes.subarray(offset);
}

/** Whether others will write to the region before long: immortal memory is used again and again. */
export function isReused({ address }: Region): boolean {
  return address > 0;
}

/** A copy of some bytes of a region. */
export function copyOf({ bytes }: Region, offset: number, size: number): Region {
  return managedRegion(Buffer.from(bytes.subarray(offset, offset + size)));
}

const MEMORY_IS_GONE = "the memory that the call was given has been resized or transferred meanwhile";

/**
 * The last check before C gets to see memory. A failure is a bug of ours, but for a caller's memory that has been
 * resized or given away since the call was made.
 */
export function assertInside(region: Region, offset: number, size: number): void {
  // Negated, so that NaN fails too.
  if (!(offset >= 0 && size >= 0 && offset + size <= region.bytes.length)) {
    // A view of a fixed length has none when its memory no longer holds it.
    if (region.address === 0 && region.bytes.length === 0) throw new RangeError(MEMORY_IS_GONE);
    throw new Error(`unreachable: ${size} bytes at ${offset} of a region of ${region.bytes.length}`);
  }
}
