// strftime(3) in the "C" locale, which the build imports.

/** A broken-down time; the ranges are those of C's struct tm, except that the year is whole. */
export interface BrokenDownTime {
  readonly second: number;
  readonly minute: number;
  readonly hour: number;
  readonly dayOfMonth: number;
  readonly month: number;
  readonly year: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly offsetSeconds: number;
  readonly zone: string;
}

/** Formats `time`; an unknown conversion stays as it is, as in glibc. */
export function formatTime(format: string, time: BrokenDownTime): string {
  return format.replace(/%([EO]?)(.)/gs, (whole, modifier: string, letter: string) => {
    const allowed = modifier === "" || (modifier === "E" ? "cCxXyY" : "deHImMSuUVwWy").includes(letter);
    const composite = COMPOSITES[letter];
    if (allowed && composite !== undefined) {
      return formatTime(composite, time);
    }
    return (allowed && CONVERSIONS[letter]?.(time)) || whole;
  });
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

const COMPOSITES: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  h: "%b",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

const CONVERSIONS: Readonly<Record<string, (time: BrokenDownTime) => string>> = {
  a: (time) => dayName(time).slice(0, 3),
  A: dayName,
  b: (time) => monthName(time).slice(0, 3),
  B: monthName,
  C: (time) => twoDigits(Math.floor(time.year / 100)),
  d: (time) => twoDigits(time.dayOfMonth),
  e: (time) => String(time.dayOfMonth).padStart(2),
  g: (time) => twoDigits(modulo(isoWeek(time).year, 100)),
  G: (time) => String(isoWeek(time).year),
  H: (time) => twoDigits(time.hour),
  I: (time) => twoDigits(time.hour % 12 || 12),
  j: (time) => String(time.dayOfYear + 1).padStart(3, "0"),
  // The GNU extensions k, l, P and s: Lua 5.1 passes every letter to strftime.
  k: (time) => String(time.hour).padStart(2),
  l: (time) => String(time.hour % 12 || 12).padStart(2),
  m: (time) => twoDigits(time.month + 1),
  M: (time) => twoDigits(time.minute),
  n: () => "\n",
  p: (time) => (time.hour < 12 ? "AM" : "PM"),
  P: (time) => (time.hour < 12 ? "am" : "pm"),
  s: (time) => String(secondsSinceEpoch(time)),
  S: (time) => twoDigits(time.second),
  t: () => "\t",
  u: (time) => String(time.dayOfWeek || 7),
  U: (time) => twoDigits(Math.floor((time.dayOfYear + 7 - time.dayOfWeek) / 7)),
  V: (time) => twoDigits(isoWeek(time).week),
  w: (time) => String(time.dayOfWeek),
  W: (time) => twoDigits(Math.floor((time.dayOfYear + 7 - daysSinceMonday(time)) / 7)),
  y: (time) => twoDigits(modulo(time.year, 100)),
  Y: (time) => String(time.year),
  z: (time) => {
    const minutes = Math.floor(Math.abs(time.offsetSeconds) / 60);
    const sign = time.offsetSeconds < 0 ? "-" : "+";
    return `${sign}${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`;
  },
  Z: (time) => time.zone,
  "%": () => "%",
};

function dayName({ dayOfWeek }: BrokenDownTime): string {
  return DAYS[dayOfWeek] ?? "?";
}

function monthName({ month }: BrokenDownTime): string {
  return MONTHS[month] ?? "?";
}

function twoDigits(value: number): string {
  return value < 0 ? `-${-value}` : String(value).padStart(2, "0");
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function daysSinceMonday({ dayOfWeek }: BrokenDownTime): number {
  return (dayOfWeek + 6) % 7;
}

// ISO 8601: a week belongs to the year of its Thursday, and week 1 has the first Thursday.
function isoWeek(time: BrokenDownTime): { year: number; week: number } {
  const thursday = new Date(0);
  thursday.setUTCFullYear(time.year, time.month, time.dayOfMonth - daysSinceMonday(time) + 3);
  const newYear = new Date(0).setUTCFullYear(thursday.getUTCFullYear(), 0, 1);
  const days = Math.round((thursday.getTime() - newYear) / 86_400_000);
  return { year: thursday.getUTCFullYear(), week: Math.floor(days / 7) + 1 };
}

function secondsSinceEpoch(time: BrokenDownTime): number {
  const date = new Date(0);
  date.setUTCFullYear(time.year, time.month, time.dayOfMonth);
  date.setUTCHours(time.hour, time.minute, time.second);
  return date.getTime() / 1000 - time.offsetSeconds;
}
