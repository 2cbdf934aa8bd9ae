// newtry and protect: converting error values to exceptions and back (except.c).

import type { Dialect } from "./dialect.ts";

/** Thrown by try; the reason is the value after the absent one. */
export class TryError extends Error {
  /** The reason, usually a Failure; its text is also `message`. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super(messageOf(reason));
    this.name = "TryError";
    this.reason = reason;
  }
}

/** The caller chooses the reason, whose conversion to text may throw; that must not replace the error. */
function messageOf(reason: unknown): string {
  try {
    return String(reason);
  } catch {
    return typeof reason;
  }
}

/** True if a value is a result; nil and false count as absent in Lua. */
function isResult(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** Returns the values if the first is a result; otherwise calls the finalizer and throws the second. */
export function tryResults(
  values: readonly unknown[],
  finalizer: (() => unknown) | undefined,
  { finalizerIsProtected }: Dialect,
): readonly unknown[] {
  if (isResult(values[0])) return values;
  try {
    finalizer?.();
  } catch (error) {
    // The error of an unprotected finalizer replaces ours.
    if (!finalizerIsProtected) throw error;
  }
  throw new TryError(values[1]);
}
