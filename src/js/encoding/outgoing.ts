// What send is given, as bytes in memory.

import { managedRegion, pinnedRegion, type Region } from "../../os/region.ts";
import { type Encoding, unencodable } from "../../text/encoding.ts";
import { plainView } from "../../text/plain-view.ts";
import { badArgument, textArgument } from "../arguments.ts";

/** What is at most so large in UTF-8 is encoded into memory that is used again and again; fresh memory costs page faults. */
const SCRATCH_SIZE = 4 * 1024 * 1024;
/** UTF-8 has at most so many bytes for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Below this size a loop is quicker than a call of the encoder. */
const ENCODER_MIN_UNITS = 20;

const encoder = new TextEncoder();
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
 * @param method  the name of the call that they are given to, and
 * @param index   the place there, for complaints
 * @throws TypeError for what is neither text, number nor bytes, and for text that the encoding cannot say
 */
export function outgoing(data: unknown, encoding: Encoding, method: string, index = 1): Outgoing {
  const bytes = typeof data === "string" ? undefined : plainView(data);
  if (bytes !== undefined) {
    outgoingBytes.region = managedRegion(bytes);
    outgoingBytes.size = bytes.length;
    return outgoingBytes;
  }
  const text = textArgument(data, index, method);
  if (text.length < ENCODER_MIN_UNITS && encodeAscii(text)) return outgoingBytes;
  checkText(text, encoding, method, index);
  return encoded(text, encoding);
}

/** Short text in ASCII is the same under every encoding, and a loop is quicker than a call of the encoder. */
function encodeAscii(text: string): boolean {
  scratch ??= pinnedRegion(SCRATCH_SIZE);
  const { bytes } = scratch;
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= bytes[at] = text.charCodeAt(at);
  if (bits >= 0x80) return false;
  outgoingBytes.region = scratch;
  outgoingBytes.size = text.length;
  return true;
}

/** The bytes of text that has been checked; under "buffer" as UTF-8. They hold as those of `outgoing`. */
export function encoded(text: string, encoding: Encoding): Outgoing {
  const isLatin1 = encoding === "latin1";
  if (text.length * MAX_BYTES_PER_UNIT > SCRATCH_SIZE) {
    outgoingBytes.region = managedRegion(Buffer.from(text, isLatin1 ? "latin1" : "utf8"));
    outgoingBytes.size = outgoingBytes.region.bytes.length;
    return outgoingBytes;
  }
  scratch ??= pinnedRegion(SCRATCH_SIZE);
  outgoingBytes.region = scratch;
  const bytes = scratch.bytes as Buffer;
  outgoingBytes.size = isLatin1 ? bytes.write(text, "latin1") : encoder.encodeInto(text, bytes).written;
  return outgoingBytes;
}

/** @throws TypeError for text that an encoding has no bytes for */
export function checkText(text: string, encoding: Encoding, method: string, index: number): void {
  const complaint = unencodable(text, encoding);
  if (complaint !== undefined) throw badArgument(index, method, complaint);
}
