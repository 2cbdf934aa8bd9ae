// How much one receive may gather, so that a peer cannot fill a program's memory.

import { MAX_NAME_CHARACTERS, typeExpected, typeName } from "../text/argument-text.ts";

/** Limits for what one receive of a stream may give, in bytes; what a prefix brings counts, too. */
export interface Limits {
  /** Of a line, without its end. More fails with `"line too long"`. */
  readonly line?: number | undefined;
  /** Of all up to the end of the stream, `"*a"`. More fails with `"too much data"`. */
  readonly all?: number | undefined;
  /** That may be asked for by a number. More fails with `"too much data"`, before anything is received. */
  readonly count?: number | undefined;
}

/** Limits in full; infinite where there is none. */
export interface ReceiveLimits {
  readonly line: number;
  readonly all: number;
  readonly count: number;
}

export const NO_LIMITS: ReceiveLimits = {
  line: Number.POSITIVE_INFINITY,
  all: Number.POSITIVE_INFINITY,
  count: Number.POSITIVE_INFINITY,
};

/**
 * The limits that hold when some are set, or what is wrong with these. Infinity takes one away.
 *
 * @param before  what holds where nothing is said
 */
export function limitsOf(limits: unknown, before: ReceiveLimits): ReceiveLimits | string {
  if (typeof limits !== "object" || limits === null) {
    return `limits: ${typeExpected("object", typeName(limits))}`;
  }
  const merged: Record<string, number> = { ...before };
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(NO_LIMITS, name)) {
      return `limits: there is no "${name.slice(0, MAX_NAME_CHARACTERS)}"; there are line, all, count`;
    }
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value >= 0)) {
      return `limits.${name}: a number of bytes, 0 or more, expected`;
    }
    merged[name] = Math.trunc(value);
  }
  return merged as unknown as ReceiveLimits;
}

/**
 * As limitsOf, where they are a setting.
 *
 * @throws TypeError for what is no object of limits
 */
export function limitsSetting(limits: unknown, before: ReceiveLimits): ReceiveLimits {
  const merged = limitsOf(limits, before);
  if (typeof merged === "string") throw new TypeError(merged);
  return merged;
}
