// LuaSocket's lines (buffer.c, recvline): a line ends at LF, and CRs are dropped from it wherever they stand.
//
// The bindings drop them when they make their kind of string: js/encoding/codec (`decodeLine`) and lua/socket/receive.

import type { Region } from "../../os/region.ts";

/** Ends a line. */
export const LF = 0x0a;
/** Dropped from a line, wherever it stands. */
export const CR = 0x0d;

/** From about this length on, the engine's own search is faster, including its call overhead. */
const NATIVE_SEARCH_MIN_BYTES = 160;
const FOUR_LFS = 0x0a0a0a0a;
const LOW_BITS = 0x01010101;
const HIGH_BITS = 0x80808080;

/** The position of the first LF at or after `from`, which must exist. Optimised for short lines. */
export function lineFeedPosition({ bytes, words }: Region, from: number): number {
  let at = from;
  if (words !== undefined) {
    for (; (at & 3) !== 0; at++) if (bytes[at] === LF) return at;
    const far = Math.min((from + NATIVE_SEARCH_MIN_BYTES) >> 2, words.length);
    for (let index = at >> 2; index < far; index++) {
      // A zero byte borrows from its high bit: Mycroft's test for a zero byte in a word.
      const difference = (words[index] as number) ^ FOUR_LFS;
      if (((difference - LOW_BITS) & ~difference & HIGH_BITS) === 0) continue;
      at = index << 2;
      while (bytes[at] !== LF) at++;
      return at;
    }
    at = Math.max(at, far << 2);
  }
  return bytes.indexOf(LF, at);
}
