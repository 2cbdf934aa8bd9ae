// Limits for the size of one result of receive, so that a peer cannot fill a program's memory.

import { MAX_NAME_CHARACTERS, typeExpected, typeName } from "../text/argument-text.ts";

/** Maximum sizes of one result of a stream's receive, in bytes, the prefix included. */
export interface Limits {
  /** For a line, without its end. A longer one fails with `"line too long"`. */
  readonly line?: number | undefined;
  /** For everything up to the end of the stream, `"*a"`. More fails with `"too much data"`. */
  readonly all?: number | undefined;
  /** For a request by number. A larger one fails with `"too much data"`, before anything is received. */
  readonly count?: number | undefined;
}

/** All limits; Infinity where there is none. */
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
 * Merges new limits into those of before. Returns a message if they are invalid. Infinity removes a limit.
 *
 * @param limits  a limit that is undefined or missing stays as it was
 */
export function limitsOf(limits: unknown, before: ReceiveLimits): ReceiveLimits | string {
  if (typeof limits !== "object" || limits === null) {
    return `limits: ${typeExpected("object", typeName(limits))}`;
  }
  const merged: Record<string, number> = { ...before };
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(NO_LIMITS, name)) {
      return `limits: unknown key "${name.slice(0, MAX_NAME_CHARACTERS)}"; the keys are line, all, count`;
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
 * As limitsOf, for the option of a namespace.
 *
 * @throws TypeError for anything but an object of limits
 */
export function limitsSetting(limits: unknown, before: ReceiveLimits): ReceiveLimits {
  const merged = limitsOf(limits, before);
  if (typeof merged === "string") throw new TypeError(merged);
  return merged;
}
