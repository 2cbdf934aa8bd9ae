// Codecs: decode received bytes and encode data to send.
//
// Both are lossless: invalid bytes are never replaced, and text that the encoding cannot represent is never sent.

import { isAscii, isUtf8 } from "node:buffer";
import { CR } from "../../net/stream/line.ts";
import { invalidOption } from "../../text/argument-text.ts";
import { type Encoding, isEncoding } from "../../text/encoding.ts";
import { plainView } from "../../text/plain-view.ts";
import { badArgument } from "../arguments.ts";

/** The type that receive returns under an encoding. */
export type DataOf<E extends Encoding> = E extends "buffer" ? Buffer : string;

/** The types that can be sent under every encoding: text, numbers (as text), bytes. */
export type Sendable = string | number | Uint8Array;

/** One encoding. Ranges are positions in `bytes`. */
export interface Codec<Data> {
  /** True if the text of these bytes has one character per byte, so positions in both are equal. */
  isBytewise(bytes: Buffer, start: number, end: number): boolean;
  /** Returns the end of the decodable part of a range if more bytes may follow: excludes an incomplete character. */
  completeEnd(bytes: Buffer, start: number, end: number): number;
  /** @throws TypeError for invalid bytes */
  decode(bytes: Buffer, start: number, end: number): Data;
  /** Decodes like `decode`, and removes all CRs. */
  decodeLine(bytes: Buffer, start: number, end: number): Data;
  /** Converts a caller's prefix to data; undefined if it is neither data nor a number. */
  prefix(value: unknown): Data | undefined;
  byteLength(data: Data): number;
  /** Returns the bytes that data was decoded from. */
  encode(data: Data): Buffer;
  concat(prefix: Data, data: Data): Data;
  /** Joins consecutive pieces. */
  join(pieces: readonly Data[]): Data;
}

/** V8 makes ropes of these concatenations and copies only when the result is read. */
const joinedText = (pieces: readonly string[]): string => pieces.reduce((text, piece) => text + piece, "");

const textPrefix = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** From this size on, the native check is faster than the loop, including the cost of view and call. */
const NATIVE_CHECK_MIN_BYTES = 160;

function isAsciiRange(bytes: Buffer, start: number, end: number): boolean {
  if (end - start >= NATIVE_CHECK_MIN_BYTES) return isAscii(bytes.subarray(start, end));
  let bits = 0;
  for (let at = start; at < end; at++) bits |= bytes[at] as number;
  return bits < 0x80;
}

const latin1: Codec<string> = {
  isBytewise: () => true,
  completeEnd: (_bytes, _start, end) => end,
  decode: (bytes, start, end) => latin1Text(bytes, start, end),
  decodeLine: (bytes, start, end) => withoutCarriageReturns(latin1.decode(bytes, start, end)),
  prefix: textPrefix,
  byteLength: (data) => data.length,
  encode: (data) => Buffer.from(data, "latin1"),
  concat: (prefix, data) => prefix + data,
  join: joinedText,
};

const utf8: Codec<string> = {
  isBytewise: isAsciiRange,
  completeEnd: utf8CompleteEnd,
  decode(bytes, start, end) {
    if (isAsciiRange(bytes, start, end)) return latin1Text(bytes, start, end);
    if (!isUtf8(bytes.subarray(start, end))) {
      throw new TypeError(
        "received bytes that are not UTF-8; they are kept: receive them again after " +
          'setencoding("latin1") or setencoding("buffer")',
      );
    }
    return bytes.toString("utf8", start, end);
  },
  decodeLine: (bytes, start, end) => withoutCarriageReturns(utf8.decode(bytes, start, end)),
  prefix: textPrefix,
  byteLength: (data) => Buffer.byteLength(data, "utf8"),
  encode: (data) => Buffer.from(data, "utf8"),
  concat: (prefix, data) => prefix + data,
  join: joinedText,
};

const buffer: Codec<Buffer> = {
  isBytewise: () => false,
  completeEnd: (_bytes, _start, end) => end,
  // A copy: the input buffer is reused.
  decode: (bytes, start, end) => Buffer.from(bytes.subarray(start, end)),
  decodeLine: (bytes, start, end) => {
    const line = buffer.decode(bytes, start, end);
    return line.includes(CR) ? Buffer.from(line.filter((byte) => byte !== CR)) : line;
  },
  prefix: (value) => {
    const bytes = plainView(value);
    if (bytes !== undefined) return Buffer.from(bytes);
    const text = textPrefix(value);
    return text === undefined ? undefined : Buffer.from(text);
  },
  byteLength: (data) => data.length,
  encode: (data) => data,
  concat: (prefix, data) => Buffer.concat([prefix, data]),
  join: (pieces) => Buffer.concat(pieces),
};

const CODECS: Readonly<Record<Encoding, Codec<string> | Codec<Buffer>>> = { utf8, latin1, buffer };

/** @throws TypeError if the value is not an encoding */
export function encodingArgument(value: unknown, index: number, method: string): Encoding {
  if (isEncoding(value)) return value;
  throw badArgument(index, method, invalidOption(typeof value === "string" ? value : typeof value));
}

/** `Data` must be `DataOf` the encoding; the table's type cannot express that each key has its own type. */
export function codecOf<Data>(encoding: Encoding): Codec<Data> {
  return CODECS[encoding] as unknown as Codec<Data>;
}

/** LuaSocket drops every CR of a line, not only one before its LF (buffer.c, recvline). */
export function withoutCarriageReturns(line: string): string {
  return line.includes("\r") ? line.replaceAll("\r", "") : line;
}

type Slice = (this: Buffer, start: number, end: number) => string;

/** The native function behind `toString("latin1")`, without its lookup of the encoding's name. */
const slice: Slice =
  (Buffer.prototype as unknown as { latin1Slice?: Slice }).latin1Slice ??
  function (this: Buffer, start, end) {
    return this.toString("latin1", start, end);
  };

export function latin1Text(bytes: Buffer, start: number, end: number): string {
  return slice.call(bytes, start, end);
}

// Incomplete UTF-8 sequences (RFC 3629 section 3).
const CONTINUATION_MASK = 0xc0;
const CONTINUATION = 0x80;
const MAX_CHARACTER_BYTES = 4;

/** Returns the number of bytes of a character that begins with `lead`; 1 for bytes that cannot begin one. */
function characterSize(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/**
 * Returns the end of the last complete character. Bytes after it are the beginning of another. Invalid bytes count
 * as characters: the decoder rejects them.
 */
function utf8CompleteEnd(bytes: Uint8Array, start: number, end: number): number {
  const earliest = Math.max(start, end - MAX_CHARACTER_BYTES + 1);
  for (let lead = end - 1; lead >= earliest; lead--) {
    const byte = bytes[lead] as number;
    if ((byte & CONTINUATION_MASK) === CONTINUATION) continue;
    return lead + characterSize(byte) > end ? lead : end;
  }
  return end;
}
