// Ends of lines, and the dots at their beginnings.

import { CR, DOT, LF } from "./ascii.ts";
import type { Output } from "./output.ts";

/**
 * Makes every end of line a marker: CR, LF, CRLF and LFCR.
 *
 * @param pending  the first half of what may be one end of line, from the chunk before; 0 for none
 * @returns what is pending for the next chunk
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
    // The second half of a pair is no end of its own; the same byte once more is.
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

/** Where in a line the next byte stands, for `stuffDots`: at its beginning, behind a CR, or elsewhere. */
export const AT_LINE_START = 2;
const BEHIND_CR = 1;
const INSIDE = 0;

/** Doubles the dots at the beginnings of lines, by which SMTP knows them from the end (RFC 5321, section 4.5.2). */
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
