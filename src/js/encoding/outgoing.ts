// The bytes of what send is called with.

import { managedRegion, pinnedRegion, type Region } from "../../os/region.ts";
import { type Encoding, unencodable } from "../../text/encoding.ts";
import { plainView } from "../../text/plain-view.ts";
import { badArgument, textArgument } from "../arguments.ts";

/** Size of the memory that text is encoded into, if it may not be larger as UTF-8. It is reused: new memory costs page faults. */
const SCRATCH_SIZE = 4 * 1024 * 1024;
/** Maximum number of UTF-8 bytes for one UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Number of units from which a call of the encoder is faster than a loop. */
const ENCODER_MIN_UNITS = 20;

const encoder = new TextEncoder();
let scratch: Region | undefined;

/** Bytes to send, the first `size` of the region. They are valid until the next call of `outgoing` or `encoded`. */
export interface Outgoing {
  readonly region: Region;
  readonly size: number;
}

/** The result of every call. Scratch memory is overwritten by the next call in any case, so one object is enough. */
const shared = { region: managedRegion(new Uint8Array(0)), size: 0 };

function firstBytes(region: Region, size: number): Outgoing {
  shared.region = region;
  shared.size = size;
  return shared;
}

/**
 * The bytes of data. Text is encoded; under "buffer" as UTF-8.
 *
 * @param method  name of the method, and
 * @param index   number of its argument, for error messages
 * @throws TypeError for anything but text, a number or bytes, and for text that the encoding has no bytes for
 */
export function outgoing(data: unknown, encoding: Encoding, method: string, index = 1): Outgoing {
  const bytes = typeof data === "string" ? undefined : plainView(data);
  if (bytes !== undefined) return firstBytes(managedRegion(bytes), bytes.length);
  const text = textArgument(data, index, method);
  const ascii = text.length < ENCODER_MIN_UNITS ? encodedAscii(text) : undefined;
  if (ascii !== undefined) return ascii;
  checkText(text, encoding, method, index);
  return encoded(text, encoding);
}

/** The bytes of text that is all ASCII, and so the same under every encoding; undefined for other text. */
function encodedAscii(text: string): Outgoing | undefined {
  scratch ??= pinnedRegion(SCRATCH_SIZE);
  const { bytes } = scratch;
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= bytes[at] = text.charCodeAt(at);
  return bits < 0x80 ? firstBytes(scratch, text.length) : undefined;
}

/** The bytes of text that has been checked; under "buffer" as UTF-8. */
export function encoded(text: string, encoding: Encoding): Outgoing {
  const isLatin1 = encoding === "latin1";
  if (text.length * MAX_BYTES_PER_UNIT > SCRATCH_SIZE) {
    const bytes = Buffer.from(text, isLatin1 ? "latin1" : "utf8");
    return firstBytes(managedRegion(bytes), bytes.length);
  }
  scratch ??= pinnedRegion(SCRATCH_SIZE);
  const bytes = scratch.bytes as Buffer;
  const size = isLatin1 ? bytes.write(text, "latin1") : encoder.encodeInto(text, bytes).written;
  return firstBytes(scratch, size);
}

/** @throws TypeError for text that an encoding has no bytes for */
export function checkText(text: string, encoding: Encoding, method: string, index: number): void {
  const complaint = unencodable(text, encoding);
  if (complaint !== undefined) throw badArgument(index, method, complaint);
}
