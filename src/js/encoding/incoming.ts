// The caller's memory that receiveinto and receivefrominto write to.

import { managedRegion, type Region } from "../../os/region.ts";
import { typeExpected } from "../../text/argument-text.ts";
import { plainView } from "../../text/plain-view.ts";
import { badArgument, numberArgument } from "../arguments.ts";

export interface Incoming {
  readonly region: Region;
  readonly offset: number;
  readonly size: number;
}

/**
 * The bytes of a buffer from index `start` up to, but without, index `end`.
 *
 * @throws TypeError for anything but a Uint8Array, and for a range outside of it
 */
export function incoming(buffer: unknown, start: unknown, end: unknown, method: string): Incoming {
  // Numbers first: turning one into a number may run code that changes the buffer.
  const offset = start === undefined ? 0 : numberArgument(start, 2, method);
  const limit = end === undefined ? undefined : numberArgument(end, 3, method);
  const bytes = plainView(buffer);
  if (bytes === undefined) throw badArgument(1, method, typeExpected("Uint8Array", typeof buffer));
  const behind = limit ?? bytes.length;
  if (!isIndex(offset, bytes.length)) throw badArgument(2, method, "index in the buffer expected");
  if (!isIndex(behind, bytes.length) || behind < offset) {
    throw badArgument(end === undefined ? 2 : 3, method, "index in the buffer expected");
  }
  return { region: managedRegion(bytes), offset, size: behind - offset };
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= length;
}
