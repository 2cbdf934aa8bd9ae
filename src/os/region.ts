// Memory that recv(2) may write and send(2) may read.

import { addressOf } from "./ffi/native-memory.ts";

/**
 * Bytes, and their address if it is stable.
 *
 * With an `address` above 0 a call passes the bare address, which is quicker and needs no subarray for
 * an offset. Set it only if the memory outlives the region's use: a WebAssembly memory does, an
 * ordinary Buffer may be collected while a call still writes to it.
 */
export interface Region {
  readonly bytes: Uint8Array;
  readonly address: number;
  /** The same bytes as 32-bit words; undefined if the start may not be aligned. */
  readonly words: Int32Array | undefined;
}

/** A region over memory that the garbage collector owns: Buffers and a caller's arrays. */
export function managedRegion(bytes: Uint8Array): Region {
  return { bytes, address: 0, words: undefined };
}

const pinned: Region[] = [];

/** A region of fresh memory that is never freed, for the whole life of the process. */
export function pinnedRegion(size: number): Region {
  const bytes = Buffer.allocUnsafeSlow(size);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, size >> 2);
  const region = { bytes, address: addressOf(bytes), words };
  pinned.push(region);
  return region;
}

/** The bytes of a region from an offset on; without a new view if the offset is 0. */
export function afterOffset({ bytes }: Region, offset: number): Uint8Array {
  return offset === 0 ? bytes : bytes.subarray(offset);
}

/** True if the region will soon be overwritten: pinned memory is reused. */
export function isReused({ address }: Region): boolean {
  return address > 0;
}

/** A copy of some bytes of a region. */
export function copyOf({ bytes }: Region, offset: number, size: number): Region {
  return managedRegion(Buffer.from(bytes.subarray(offset, offset + size)));
}

const MEMORY_IS_GONE = "the memory passed to the call has been resized or transferred since";

/**
 * The last check before memory reaches C. A failure is a bug in this package, unless the caller's memory was
 * resized or transferred after the call began.
 */
export function assertInside(region: Region, offset: number, size: number): void {
  // Negated, so that NaN fails too.
  if (!(offset >= 0 && size >= 0 && offset + size <= region.bytes.length)) {
    // A view of a fixed length has length 0 once its buffer has shrunk below it or is detached.
    if (region.address === 0 && region.bytes.length === 0) throw new RangeError(MEMORY_IS_GONE);
    throw new Error(`unreachable: ${size} bytes at ${offset} of a region of ${region.bytes.length}`);
  }
}
