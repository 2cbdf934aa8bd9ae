// Lines of a limited length. Both filters take and give how many characters the line has left.

import { CR, CRLF, EQUALS, LF, SOFT_BREAK } from "./ascii.ts";
import type { Output } from "./output.ts";

/** The length of a line in mail (RFC 2045, sections 6.7 and 6.8). */
export const LINE_LENGTH = 76;

/** How a kind of text is broken: by what, and when so few characters are left before "=" or another one. */
interface Breaking {
  readonly lineBreak: Uint8Array;
  readonly beforeEquals: number;
  readonly beforeOthers: number;
}

const TEXT: Breaking = { lineBreak: CRLF, beforeEquals: 0, beforeOthers: 0 };
// The "=" of the break needs its place, and a quoted byte, "=XX", is not parted.
const QUOTED: Breaking = { lineBreak: SOFT_BREAK, beforeEquals: 3, beforeOthers: 1 };

/** Breaks lines that are too long. A LF becomes CRLF, a CR goes. */
export function wrap(input: Uint8Array, left: number, length: number, output: Output): number {
  return breakLines(input, left, length, output, TEXT);
}

/** Breaks lines of quoted-printable text by soft line breaks. A LF becomes CRLF, a CR goes. */
export function wrapQuoted(input: Uint8Array, left: number, length: number, output: Output): number {
  return breakLines(input, left, length, output, QUOTED);
}

function breakLines(
  input: Uint8Array,
  left: number,
  length: number,
  output: Output,
  { lineBreak, beforeEquals, beforeOthers }: Breaking,
): number {
  // At worst every byte is broken off, or a LF.
  const bytes = output.room(input.length * (1 + lineBreak.length));
  let to = output.length;
  let free = left;
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] as number;
    if (byte === CR) continue;
    if (byte === LF) {
      bytes[to++] = CR;
      bytes[to++] = LF;
      free = length;
      continue;
    }
    if (free <= (byte === EQUALS ? beforeEquals : beforeOthers)) {
      bytes.set(lineBreak, to);
      to += lineBreak.length;
      free = length;
    }
    bytes[to++] = byte;
    free--;
  }
  output.end(to);
  return free;
}
