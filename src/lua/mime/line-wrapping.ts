// Wrapping of lines. The state of both filters is the number of characters that still fit into the line.

import { CR, CRLF, EQUALS, LF, SOFT_BREAK } from "./ascii.ts";
import type { Output } from "./output.ts";

/** Maximum length of a line in mail (RFC 2045, sections 6.7 and 6.8). */
export const LINE_LENGTH = 76;

/** The line break, and the number of free characters at which to break before "=" and before other characters. */
interface Breaking {
  readonly lineBreak: Uint8Array;
  readonly beforeEquals: number;
  readonly beforeOthers: number;
}

const TEXT: Breaking = { lineBreak: CRLF, beforeEquals: 0, beforeOthers: 0 };
// The "=" of the break needs a character, and a quoted byte, "=XX", is not split.
const QUOTED: Breaking = { lineBreak: SOFT_BREAK, beforeEquals: 3, beforeOthers: 1 };

/** Breaks lines that are too long. A LF becomes CRLF, a CR is removed. */
export function wrap(input: Uint8Array, left: number, length: number, output: Output): number {
  return breakLines(input, left, length, output, TEXT);
}

/** Breaks lines of quoted-printable text by soft line breaks. A LF becomes CRLF, a CR is removed. */
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
  // Worst case: a break before every byte, or only LFs.
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
