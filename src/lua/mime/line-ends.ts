// Line endings, and dots at the start of lines.

import { CR, DOT, LF } from "./ascii.ts";
import type { Output } from "./output.ts";

/**
 * Replaces every line ending (CR, LF, CRLF or LFCR) with a marker.
 *
 * @param pending  a CR or LF at the end of the previous chunk that may be the first half of a pair; 0 for none
 * @returns the pending byte for the next chunk
 */
export function normalizeLineEnds(
  input: Uint8Array,
  pending: number,
  marker: Uint8Array,
  output: Output,
): number {
  const bytes = output.room(input.length + lineEndBytes(input) * marker.length);
  let to = output.length;
  let last = pending;
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] as number;
    if (byte !== CR && byte !== LF) {
      bytes[to++] = byte;
      last = 0;
      continue;
    }
    // The second half of a pair is no line ending of its own; a repeated byte is.
    const isSecond = last === CR || last === LF;
    if (!isSecond || byte === last) {
      bytes.set(marker, to);
      to += marker.length;
    }
    last = isSecond ? 0 : byte;
  }
  output.end(to);
  return last;
}

function lineEndBytes(input: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < input.length; at++) if (input[at] === CR || input[at] === LF) count++;
  return count;
}

/** Position of the next byte in its line, for `stuffDots`: at its start, behind a CR, or elsewhere. */
export const AT_LINE_START = 2;
const BEHIND_CR = 1;
const INSIDE = 0;

/** Doubles dots at the start of lines: in SMTP a line with a single dot ends the message (RFC 5321, section 4.5.2). */
export function stuffDots(input: Uint8Array, before: number, output: Output): number {
  const bytes = output.room(input.length * 2);
  let to = output.length;
  let state = before;
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] as number;
    bytes[to++] = byte;
    if (byte === DOT && state === AT_LINE_START) bytes[to++] = DOT;
    if (byte === CR) state = BEHIND_CR;
    else if (byte === LF && state === BEHIND_CR) state = AT_LINE_START;
    else state = INSIDE;
  }
  output.end(to);
  return state;
}
