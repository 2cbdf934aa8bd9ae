// socket.newtry, try and protect: failures that are values turned into exceptions, and back.

import type { Dialect } from "../../net/dialect.ts";
import { TryError, tryResults } from "../../net/protect.ts";

/** The values, without those that stand for the absence of the first. */
export type Tried<Values extends readonly unknown[]> = Values extends readonly [infer First, ...infer Rest]
  ? First extends undefined | null | false
    ? never
    : readonly [First, ...Rest]
  : Values extends readonly [(infer First)?, ...infer Rest]
    ? readonly [NonNullable<First>, ...Rest]
    : Values;

/** Gives back its arguments, or throws the second if the first is undefined, null or false. */
export type Try = <Values extends readonly unknown[]>(...values: Values) => Tried<Values>;

/** What a protected function gives: the results of the function, or why it failed. */
export type Protected<Result> =
  | (Result extends readonly unknown[] ? Result : readonly [Result])
  | readonly [value: undefined, reason: unknown];

/** As Protected; a promise for a function that gives one. */
export type ProtectedOutcome<Result> =
  Result extends PromiseLike<infer Promised> ? Promise<Protected<Promised>> : Protected<Result>;

export interface TryFunctions {
  /**
   * Gives back its arguments if the first is a result. Otherwise throws the second, for `protect` to
   * catch. Give it the results of a call: `const [client] = socket.try(...socket.connect(host, port))`.
   *
   * @throws TryError
   * @see LuaSocket reference, socket.try
   */
  try: Try;

  /**
   * Makes a `try` that calls a finalizer before it throws.
   *
   * @param finalizer  called without arguments. In the dialects "defold" and "2.0" its own exceptions are
   *   swallowed, otherwise they take the place of the one on its way.
   * @see LuaSocket reference, socket.newtry
   */
  newtry(finalizer?: () => unknown): Try;

  /**
   * Makes a function that does not throw what `try` throws, but gives `[undefined, reason]`. All other
   * exceptions pass.
   *
   * @param func  gives a tuple of results, or a promise of one; what is no array becomes the only one
   * @see LuaSocket reference, socket.protect
   */
  protect<Arguments extends readonly unknown[], Result>(
    func: (...args: Arguments) => Result,
  ): (...args: Arguments) => ProtectedOutcome<Result>;
}

export function tryFunctions(dialect: Dialect): TryFunctions {
  const newtry = (finalizer?: () => unknown): Try =>
    ((...values: unknown[]) => tryResults(values, finalizer, dialect)) as Try;
  return { newtry, protect, try: newtry() };
}

function protect<Arguments extends readonly unknown[], Result>(
  func: (...args: Arguments) => Result,
): (...args: Arguments) => ProtectedOutcome<Result> {
  return (...args) => {
    try {
      const result = func(...args);
      const outcome = result instanceof Promise ? result.then(succeeded, caught) : succeeded(result);
      return outcome as ProtectedOutcome<Result>;
    } catch (error) {
      return caught(error) as unknown as ProtectedOutcome<Result>;
    }
  };
}

function succeeded(result: unknown): readonly unknown[] {
  return Array.isArray(result) ? result : [result];
}

function caught(error: unknown): readonly [undefined, unknown] {
  if (error instanceof TryError) return [undefined, error.reason];
  throw error;
}
