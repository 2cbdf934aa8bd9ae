// Values as a trace shows them: short, on one line, without terminal control characters.

import { isUtf8 } from "node:buffer";

/** Maximum number of characters or bytes shown of a value. */
const MAX_SHOWN_BYTES = 40;
/** Maximum number of elements shown of a list. */
const MAX_SHOWN_ELEMENTS = 8;

const QUOTED = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const NAMED: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

/** `"hello\n"`; of a long text the beginning, and its size. */
export function quotedText(text: string): string {
  if (text.length <= MAX_SHOWN_BYTES) return quoted(text);
  return `${quoted(text.slice(0, MAX_SHOWN_BYTES))}... ${sizeText(Buffer.byteLength(text))}`;
}

/** The same for bytes, which may be text. */
export function quotedBytes(bytes: Uint8Array): string {
  let end = Math.min(bytes.length, MAX_SHOWN_BYTES);
  // Do not cut within a character.
  while (end > 0 && end < bytes.length && ((bytes[end] as number) & 0xc0) === 0x80) end--;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  const shown = isUtf8(start) ? quoted(start.toString()) : quoted(start.toString("latin1"), true);
  return end === bytes.length ? shown : `${shown}... ${sizeText(bytes.length)}`;
}

/** `64 bytes`, shown instead of them. */
export function sizeText(bytes: number): string {
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}

/** The elements of a list; of a long one the first. */
export function elementsText(length: number, elementText: (index: number) => string): string {
  const texts = Array.from({ length: Math.min(length, MAX_SHOWN_ELEMENTS) }, (_, index) =>
    elementText(index),
  );
  if (length > MAX_SHOWN_ELEMENTS) texts.push(`... ${length} in all`);
  return texts.join(", ");
}

/** Escapes a text so that it stays on one line. */
export function plainLine(text: string): string {
  return text
    .slice(0, 200)
    .replace(QUOTED, (character) => (/["\\]/.test(character) ? character : escaped(character)));
}

function quoted(text: string, areBytes = false): string {
  const plain = text.replace(QUOTED, escaped);
  return `"${areBytes ? plain.replace(/[\x80-\xff]/g, escapedByte) : plain}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  return NAMED[character] ?? (code < 0x100 ? escapedByte(character) : `\\u{${code.toString(16)}}`);
}

function escapedByte(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
