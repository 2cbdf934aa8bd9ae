// What send is given, as bytes in memory.

import { isUint8Array } from "node:util/types";
import { immortalRegion, managedRegion, type Region } from "../os/region.js";
import { badArgument, textArgument } from "./arguments.js";
import type { Encoding } from "./encoding.js";

/** Text up to this size is encoded into memory that is used again and again; fresh memory costs page faults. */
const SCRATCH_SIZE = 1024 * 1024;
/** UTF-8 has at most so many bytes for a UTF-16 unit. */
const LARGEST_EXPANSION = 3;

/** Below this size a loop is quicker than a call of the encoder. */
const SHORT = 32;

let scratch: Region | undefined;

/** Bytes to send. They hold until the next call of `outgoing`. */
export interface Outgoing {
  region: Region;
  size: number;
}

const outgoingBytes: Outgoing = { region: managedRegion(new Uint8Array(0)), size: 0 };

/**
 * The bytes of data. Text is encoded; under "buffer" as UTF-8.
 *
 * @throws TypeError for what is neither text, number nor bytes, and for text that the encoding cannot say
 */
export function outgoing(data: unknown, encoding: Encoding): Outgoing {
  if (isUint8Array(data)) {
    const bytes = plainView(data);
    outgoingBytes.region = managedRegion(bytes);
    outgoingBytes.size = bytes.length;
    return outgoingBytes;
  }
  const text = textArgument(data, 1, "send");
  if (text.length < SHORT && encodeAscii(text)) return outgoingBytes;
  if (encoding === "latin1") encode(latin1Text(text), "latin1");
  else encode(wellFormedText(text), "utf8");
  return outgoingBytes;
}

/** The engine's own getter of a typed array's property. */
function ownGetter<Value>(name: "buffer" | "byteOffset" | "byteLength"): (this: Uint8Array) => Value {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)
    ?.get as () => Value;
}

const bufferOf = ownGetter<ArrayBufferLike>("buffer");
const byteOffsetOf = ownGetter<number>("byteOffset");
const byteLengthOf = ownGetter<number>("byteLength");

/**
 * The same bytes as an array that is nothing but that: a caller's may have a `length` of its own making,
 * and C would believe it.
 */
function plainView(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bufferOf.call(bytes), byteOffsetOf.call(bytes), byteLengthOf.call(bytes));
}

/** Short text in ASCII is the same under every encoding, and a loop is quicker than a call of the encoder. */
function encodeAscii(text: string): boolean {
  scratch ??= immortalRegion(SCRATCH_SIZE);
  const { bytes } = scratch;
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= bytes[at] = text.charCodeAt(at);
  if (bits >= 0x80) return false;
  outgoingBytes.region = scratch;
  outgoingBytes.size = text.length;
  return true;
}

function encode(text: string, encoding: "latin1" | "utf8"): void {
  if (text.length * LARGEST_EXPANSION > SCRATCH_SIZE) {
    outgoingBytes.region = managedRegion(Buffer.from(text, encoding));
    outgoingBytes.size = outgoingBytes.region.bytes.length;
    return;
  }
  scratch ??= immortalRegion(SCRATCH_SIZE);
  outgoingBytes.region = scratch;
  outgoingBytes.size = (scratch.bytes as Buffer).write(text, encoding);
}

function latin1Text(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of Latin-1, controls and all.
  if (/[^\u0000-\u00ff]/.test(text)) throw badArgument(1, "send", "text has characters beyond Latin-1");
  return text;
}

function wellFormedText(text: string): string {
  if (!text.isWellFormed()) throw badArgument(1, "send", "text has half a surrogate pair");
  return text;
}
