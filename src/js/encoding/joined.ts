// Joins several strings to send into one region: a stream has no boundaries between them.

import { managedRegion } from "../../os/region.ts";
import type { Encoding } from "../../text/encoding.ts";
import { type Outgoing, outgoing } from "./outgoing.ts";

/** Returns the bytes of all strings up to the first that is undefined. */
export function joined(strings: readonly unknown[], encoding: Encoding): Outgoing {
  const missing = strings.findIndex((text) => text === undefined || text === null);
  const parts = missing < 0 ? strings : strings.slice(0, missing);
  if (parts.length === 1) return outgoing(parts[0], encoding, "send");
  const pieces = parts.map((text, index) => {
    const { region, size } = outgoing(text, encoding, "send", index + 1);
    return Buffer.from(region.bytes.subarray(0, size));
  });
  const bytes = Buffer.concat(pieces);
  return { region: managedRegion(bytes), size: bytes.length };
}
