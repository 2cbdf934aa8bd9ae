// Base64 (RFC 2045, section 6.8).

import { EQUALS } from "./ascii.ts";
import type { Output } from "./output.ts";

/** Number of bytes that four characters encode. */
export const ATOM_SIZE = 3;
const GROUP_SIZE = 4;

/** Encodes whole atoms, and pads an incomplete last one. */
export function encodeBase64(bytes: Buffer): string {
  return bytes.toString("base64");
}

const NOT_IN_ALPHABET = 0xff;
const SEXTETS = new Uint8Array(256).fill(NOT_IN_ALPHABET);
for (const [value, character] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries()) {
  SEXTETS[character.charCodeAt(0)] = value;
}
SEXTETS[EQUALS] = 0;

/**
 * Decodes groups of four characters; other characters between them are skipped, as RFC 2045 requires. Decoding
 * continues after padding, as in LuaSocket.
 *
 * @returns the characters of an incomplete group
 */
export function decodeBase64(input: Uint8Array, output: Output): Uint8Array {
  let sextets = 0;
  let count = 0;
  // Number of bytes in the group: one with padding from the third character on, two from the fourth.
  let size = ATOM_SIZE;
  const bytes = output.room(input.length);
  let to = output.length;
  for (let at = 0; at < input.length; at++) {
    const character = input[at] as number;
    const sextet = SEXTETS[character] as number;
    if (sextet === NOT_IN_ALPHABET) continue;
    sextets = (sextets << 6) | sextet;
    if (character === EQUALS && count >= 2) size = Math.min(size, count - 1);
    if (++count < GROUP_SIZE) continue;
    bytes[to++] = sextets >> 16;
    if (size > 1) bytes[to++] = sextets >> 8;
    if (size > 2) bytes[to++] = sextets;
    sextets = count = 0;
    size = ATOM_SIZE;
  }
  output.end(to);
  return lastCharacters(input, count);
}

/** Returns the last `count` characters of the alphabet, without skipped ones. */
function lastCharacters(input: Uint8Array, count: number): Uint8Array {
  const characters = new Uint8Array(count);
  for (let left = count, at = input.length - 1; left > 0; at--) {
    const character = input[at] as number;
    if (SEXTETS[character] !== NOT_IN_ALPHABET) characters[--left] = character;
  }
  return characters;
}
