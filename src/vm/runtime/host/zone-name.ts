// The abbreviated name of the local time zone, as `%Z` prints it.

import { readFileSync } from "node:fs";

/**
 * Returns the zone's abbreviation, such as `CET` or `CEST`; without one, the offset as `+03`.
 *
 * @param offsetMinutes  minutes east of Greenwich
 * @param daylight  true for the name during daylight saving time
 */
export function zoneName(offsetMinutes: number, daylight: boolean): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // Node calls an unconfigured zone UTC, as the C library does.
  return zone === "UTC"
    ? zone
    : (nameInDatabase(zone, offsetMinutes * 60, daylight) ?? numeric(offsetMinutes));
}

// Intl has abbreviations only for some zones in some languages ("GMT+1" for Berlin in English), so read the
// C library's source: the compiled time zone database (RFC 9636, TZif).
function nameInDatabase(zone: string, offsetSeconds: number, daylight: boolean): string | undefined {
  let file: Buffer;
  try {
    file = readFileSync(`/usr/share/zoneinfo/${zone}`);
  } catch {
    return undefined;
  }
  const block = newestBlock(file);
  const transitions = file.readUInt32BE(block.start + TRANSITION_COUNT);
  const types = file.readUInt32BE(block.start + TYPE_COUNT);
  // Layout after the header: times of the transitions, type of each, types (offset, daylight, index of the
  // name), names.
  const firstTransition = block.start + HEADER_BYTES + transitions * block.timeBytes;
  const firstType = firstTransition + transitions;
  const names = firstType + types * TYPE_BYTES;
  // An offset may have had several names: the latest transition has the current one. A zone that never changed
  // has no transitions.
  const latestFirst = [...file.subarray(firstTransition, firstType)].reverse();
  for (const index of [...latestFirst, ...Array(types).keys()]) {
    const type = firstType + index * TYPE_BYTES;
    if (file.readInt32BE(type) === offsetSeconds && (file[type + 4] === 1) === daylight) {
      const name = names + (file[type + 5] as number);
      return file.toString("latin1", name, file.indexOf(0, name));
    }
  }
  return undefined;
}

const HEADER_BYTES = 44;
const TYPE_BYTES = 6;
// Offset of the header's six counts: UT indicators, standard indicators, leap seconds, transitions, types,
// bytes of names.
const COUNTS = 20;
const TRANSITION_COUNT = COUNTS + 12;
const TYPE_COUNT = COUNTS + 16;

// From version 2 on, a second block repeats the data with 64-bit times, and the first block may be empty.
function newestBlock(file: Buffer): { start: number; timeBytes: number } {
  if (file[4] === 0) {
    return { start: 0, timeBytes: 4 };
  }
  const sizes = [1, 1, 8, 5, TYPE_BYTES, 1];
  const start = sizes.reduce(
    (end, size, index) => end + size * file.readUInt32BE(COUNTS + 4 * index),
    HEADER_BYTES,
  );
  return { start, timeBytes: 8 };
}

function numeric(offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, "0");
  const minutes = Math.abs(offsetMinutes) % 60;
  return `${sign}${hours}${minutes === 0 ? "" : String(minutes).padStart(2, "0")}`;
}
