// Calendar time: conversion between C's struct tm and JavaScript's Date in the host's time zone.

import type { Machine } from "../machine.ts";
import { formatTime } from "./strftime.ts";
import { zoneName } from "./zone-name.ts";

/** The imports about time, with the build's 64-bit seconds converted to numbers. */
export interface TimeImports {
  readonly emscripten_date_now: () => number;
  readonly _emscripten_get_now_is_monotonic: () => number;
  readonly _tzset_js: (timezoneOut: number, daylightOut: number, namesOut: number) => void;
  readonly strftime: (target: number, size: number, format: number, tm: number) => number;
  readonly localtime: (seconds: number, tm: number) => void;
  readonly gmtime: (seconds: number, tm: number) => void;
  /** Returns seconds since the epoch, or -1 if the date cannot be represented. */
  readonly mktime: (tm: number) => number;
}

export function timeImports(machine: Machine): TimeImports {
  let zoneIsKnown = false;
  return {
    emscripten_date_now: Date.now,
    _emscripten_get_now_is_monotonic: () => 1,
    _tzset_js: (timezoneOut, daylightOut, namesOut) => {
      // Called before every conversion; the zone does not change during the process.
      if (zoneIsKnown) {
        return;
      }
      zoneIsKnown = true;
      const { standard, daylight } = offsets(new Date().getFullYear());
      const names = [zoneName(standard, false), zoneName(daylight, standard !== daylight)];
      for (const [index, name] of names.entries()) {
        const bytes = Buffer.from(name, "latin1");
        const pointer = machine.exports.malloc(bytes.length + 1);
        machine.memory.writeCString(pointer, bytes);
        machine.memory.u32[(namesOut >> 2) + index] = pointer;
      }
      // timezone(3) counts seconds west of Greenwich.
      machine.memory.i32[timezoneOut >> 2] = -60 * standard;
      machine.memory.i32[daylightOut >> 2] = standard === daylight ? 0 : 1;
    },
    strftime: (target, size, format, tm) => {
      const { memory } = machine;
      const word = (index: number): number => memory.i32[(tm >> 2) + index] as number;
      const zone = word(TM_ZONE);
      const text = formatTime(memory.readCString(format).toString("latin1"), {
        second: word(TM_SEC),
        minute: word(TM_MIN),
        hour: word(TM_HOUR),
        dayOfMonth: word(TM_MDAY),
        month: word(TM_MON),
        year: word(TM_YEAR) + 1900,
        dayOfWeek: word(TM_WDAY),
        dayOfYear: word(TM_YDAY),
        offsetSeconds: word(TM_GMTOFF),
        zone: zone === 0 ? "" : memory.readCString(zone).toString("latin1"),
      });
      const bytes = Buffer.from(text, "latin1");
      if (bytes.length >= size) {
        return 0;
      }
      memory.writeCString(target, bytes);
      return bytes.length;
    },
    localtime: (seconds, tm) => storeLocal(machine, tm, new Date(seconds * 1000)),
    gmtime: (seconds, tm) => storeFields(machine, tm, new Date(seconds * 1000), 0, false),
    mktime: (tm) => {
      const word = (index: number): number => machine.memory.i32[(tm >> 2) + index] as number;
      // Date's own constructor would read the years 0 to 99 as 1900 to 1999.
      const date = new Date(2000, 0, 1, word(TM_HOUR), word(TM_MIN), word(TM_SEC));
      date.setFullYear(word(TM_YEAR) + 1900, word(TM_MON), word(TM_MDAY));
      date.setHours(word(TM_HOUR), word(TM_MIN), word(TM_SEC));
      if (Number.isNaN(date.getTime())) {
        return -1;
      }
      // If tm_isdst differs from the time in force, the hour is on the other clock: shift by the difference.
      const wantsDaylight = word(TM_ISDST);
      if (wantsDaylight >= 0 && wantsDaylight > 0 !== isDaylight(date)) {
        date.setTime(date.getTime() + (wantsDaylight > 0 ? -1 : 1) * daylightShiftMs(date));
      }
      storeLocal(machine, tm, date);
      return Math.floor(date.getTime() / 1000);
    },
  };
}

// struct tm of this C library, in 32-bit words.
const TM_SEC = 0;
const TM_MIN = 1;
const TM_HOUR = 2;
const TM_MDAY = 3;
const TM_MON = 4;
const TM_YEAR = 5;
const TM_WDAY = 6;
const TM_YDAY = 7;
const TM_ISDST = 8;
const TM_GMTOFF = 9;
const TM_ZONE = 10;

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

function storeLocal(machine: Machine, tm: number, date: Date): void {
  const offsetMinutes = -date.getTimezoneOffset();
  // The UTC fields of a date shifted by its offset are its local fields.
  const shifted = new Date(date.getTime() + offsetMinutes * MS_PER_MINUTE);
  storeFields(machine, tm, shifted, offsetMinutes * 60, isDaylight(date));
}

function storeFields(
  machine: Machine,
  tm: number,
  utc: Date,
  offsetSeconds: number,
  daylight: boolean,
): void {
  const { i32 } = machine.memory;
  const first = tm >> 2;
  const year = utc.getUTCFullYear();
  const newYear = new Date(0).setUTCFullYear(year, 0, 1);
  i32[first + TM_SEC] = utc.getUTCSeconds();
  i32[first + TM_MIN] = utc.getUTCMinutes();
  i32[first + TM_HOUR] = utc.getUTCHours();
  i32[first + TM_MDAY] = utc.getUTCDate();
  i32[first + TM_MON] = utc.getUTCMonth();
  i32[first + TM_YEAR] = year - 1900;
  i32[first + TM_WDAY] = utc.getUTCDay();
  i32[first + TM_YDAY] = Math.floor((utc.getTime() - newYear) / MS_PER_DAY);
  i32[first + TM_ISDST] = daylight ? 1 : 0;
  i32[first + TM_GMTOFF] = offsetSeconds;
}

// Minutes east of Greenwich in winter and in summer, whichever hemisphere.
function offsets(year: number): { standard: number; daylight: number } {
  const january = -new Date(year, 0, 1).getTimezoneOffset();
  const july = -new Date(year, 6, 1).getTimezoneOffset();
  return { standard: Math.min(january, july), daylight: Math.max(january, july) };
}

function isDaylight(date: Date): boolean {
  return -date.getTimezoneOffset() > offsets(date.getFullYear()).standard;
}

function daylightShiftMs(date: Date): number {
  const { standard, daylight } = offsets(date.getFullYear());
  // Without daylight saving time, the C library assumes one hour.
  return (daylight === standard ? 60 : daylight - standard) * MS_PER_MINUTE;
}
