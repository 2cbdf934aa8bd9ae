// Quoted-printable (RFC 2045, section 6.7).

import { CR, EQUALS, LF, SPACE, TAB } from "./ascii.ts";
import type { Output } from "./output.ts";

const TILDE = 0x7e;
const HEX = Buffer.from("0123456789ABCDEF");

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB;
const isPrintable = (byte: number): boolean => byte > SPACE && byte <= TILDE;
const isPlain = (byte: number): boolean => isPrintable(byte) && byte !== EQUALS;

function addQuoted(byte: number, output: Output): void {
  output.add(EQUALS);
  output.add(HEX[byte >> 4] as number);
  output.add(HEX[byte & 15] as number);
}

/**
 * Encodes all bytes that need no lookahead beyond the chunk: a CR needs the next byte, a blank the next two, because
 * a blank at the end of a line must be quoted.
 *
 * @param marker  replaces each CRLF
 * @returns number of encoded bytes
 */
export function encodeQuoted(input: Uint8Array, marker: Uint8Array, output: Output): number {
  const bytes = output.room(input.length * QUOTED_SIZE + lineFeeds(input) * marker.length);
  let to = output.length;
  let at = 0;
  while (at < input.length) {
    const byte = input[at] as number;
    const isLineEnd = byte === CR && input[at + 1] === LF;
    if (isLineEnd) {
      bytes.set(marker, to);
      to += marker.length;
      at += 2;
      continue;
    }
    const rest = input.length - at;
    if ((byte === CR && rest < 2) || (isBlank(byte) && rest < 3)) break;
    const isLastBlank = isBlank(byte) && input[at + 1] === CR && input[at + 2] === LF;
    if (isPlain(byte) || (isBlank(byte) && !isLastBlank)) {
      bytes[to++] = byte;
    } else {
      bytes[to++] = EQUALS;
      bytes[to++] = HEX[byte >> 4] as number;
      bytes[to++] = HEX[byte & 15] as number;
    }
    at++;
  }
  output.end(to);
  return at;
}

/** Length of "=XX". */
const QUOTED_SIZE = 3;

function lineFeeds(input: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < input.length; at++) if (input[at] === LF) count++;
  return count;
}

/** Encodes the rest of the text that `encodeQuoted` has left, and adds a soft line break. */
export function encodeLast(rest: Uint8Array, softBreak: Uint8Array, output: Output): void {
  for (const byte of rest) {
    if (isPlain(byte)) output.add(byte);
    else addQuoted(byte, output);
  }
  if (rest.length > 0) output.addAll(softBreak);
}

/** Returns the value of a hexadecimal digit, of either case; -1 for other bytes. */
function digit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

/**
 * Decodes all bytes that need no lookahead beyond the chunk. As in LuaSocket, control characters and bytes beyond
 * ASCII, which are invalid in the encoding, are dropped, and so is a CR without LF, with the byte behind it.
 *
 * @returns number of decoded bytes
 */
export function decodeQuoted(input: Uint8Array, output: Output): number {
  const bytes = output.room(input.length);
  let to = output.length;
  let at = 0;
  while (at < input.length) {
    const byte = input[at] as number;
    const rest = input.length - at;
    if (byte === EQUALS) {
      if (rest < QUOTED_SIZE) break;
      to = decodeEscape(input, at, bytes, to);
      at += QUOTED_SIZE;
    } else if (byte === CR) {
      if (rest < 2) break;
      if (input[at + 1] === LF) {
        bytes[to++] = CR;
        bytes[to++] = LF;
      }
      at += 2;
    } else {
      if (isPrintable(byte) || isBlank(byte)) bytes[to++] = byte;
      at++;
    }
  }
  output.end(to);
  return at;
}

/** Decodes "=XX", drops a soft line break, and copies other bytes. Returns the new end of the output. */
function decodeEscape(input: Uint8Array, at: number, bytes: Uint8Array, to: number): number {
  const first = input[at + 1] as number;
  const second = input[at + 2] as number;
  if (first === CR && second === LF) return to;
  const high = digit(first);
  const low = digit(second);
  if (high >= 0 && low >= 0) {
    bytes[to] = high * 16 + low;
    return to + 1;
  }
  bytes[to] = EQUALS;
  bytes[to + 1] = first;
  bytes[to + 2] = second;
  return to + QUOTED_SIZE;
}
