// Lines of a limited length. Both filters take and give how many characters the line has left.

import { CR, CRLF, EQUALS, LF, SOFT_BREAK } from "./ascii.js";
import type { Output } from "./output.js";

/** The length of a line in mail (RFC 2045, sections 6.7 and 6.8). */
export const LINE_LENGTH = 76;

/** Breaks lines that are too long. A LF becomes CRLF, a CR goes. */
export function wrap(input: Uint8Array, left: number, length: number, output: Output): number {
  let free = left;
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] as number;
    if (byte === CR) continue;
    if (byte === LF) {
      output.addAll(CRLF);
      free = length;
      continue;
    }
    if (free <= 0) {
      output.addAll(CRLF);
      free = length;
    }
    output.add(byte);
    free--;
  }
  return free;
}

/** The characters of a quoted byte, which is not broken, and one for the "=" of the soft break. */
const QUOTED_SIZE = 3;

/** Breaks lines of quoted-printable text by soft line breaks. A LF becomes CRLF, a CR goes. */
export function wrapQuoted(input: Uint8Array, left: number, length: number, output: Output): number {
  let free = left;
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] as number;
    if (byte === CR) continue;
    if (byte === LF) {
      output.addAll(CRLF);
      free = length;
      continue;
    }
    if (free <= (byte === EQUALS ? QUOTED_SIZE : 1)) {
      output.addAll(SOFT_BREAK);
      free = length;
    }
    output.add(byte);
    free--;
  }
  return free;
}
