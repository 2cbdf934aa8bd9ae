// newtry and protect: errors that are values turned into exceptions, and back (except.c).

import type { Dialect } from "./dialect.ts";

/** What try throws: the reason is whatever followed the value that was absent. */
export class TryError extends Error {
  /** Why, mostly a Failure: the text is `message`, too. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super(messageOf(reason));
    this.name = "TryError";
    this.reason = reason;
  }
}

/** A reason is of the caller's choice, and may be what no text can be made of; that must not become the error. */
function messageOf(reason: unknown): string {
  try {
    return String(reason);
  } catch {
    return typeof reason;
  }
}

/** Whether a value is a result rather than the absence of one; nil and false are absent in Lua. */
function isResult(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** Gives back values whose first is a result; otherwise calls the finalizer and throws the second. */
export function tryResults(
  values: readonly unknown[],
  finalizer: (() => unknown) | undefined,
  { finalizerIsProtected }: Dialect,
): readonly unknown[] {
  if (isResult(values[0])) return values;
  try {
    finalizer?.();
  } catch (error) {
    // Where the finalizer is not protected, its error takes the place of ours.
    if (!finalizerIsProtected) throw error;
  }
  throw new TryError(values[1]);
}
