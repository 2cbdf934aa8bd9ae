// socket.newtry, try and protect: convert failures from values to exceptions and back.

import type { Dialect } from "../../net/dialect.ts";
import { TryError, tryResults } from "../../net/protect.ts";

/** The values, with the failing cases of the first excluded. */
export type Tried<Values extends readonly unknown[]> = Values extends readonly [infer First, ...infer Rest]
  ? First extends undefined | null | false
    ? never
    : readonly [First, ...Rest]
  : Values extends readonly [(infer First)?, ...infer Rest]
    ? readonly [NonNullable<First>, ...Rest]
    : Values;

/** Returns its arguments, or throws the second if the first is undefined, null or false. */
export type Try = <Values extends readonly unknown[]>(...values: Values) => Tried<Values>;

/** The results of a protected function, or its failure. */
export type Protected<Result> =
  | (Result extends readonly unknown[] ? Result : readonly [Result])
  | readonly [value: undefined, reason: unknown];

/** Protected results; a promise of them if the function returns a promise. */
export type ProtectedOutcome<Result> =
  Result extends PromiseLike<infer Promised> ? Promise<Protected<Promised>> : Protected<Result>;

export interface TryFunctions {
  /**
   * Returns its arguments if the first is a result; otherwise throws the second, for `protect` to catch.
   * Spread the results of a call into it: `const [client] = socket.try(...socket.connect(host, port))`.
   *
   * @throws TryError
   * @see LuaSocket reference, socket.try
   */
  readonly try: Try;

  /**
   * Makes a `try` that calls a finalizer before it throws.
   *
   * @param finalizer  called without arguments. Exceptions that it throws are ignored in the dialects "defold"
   *   and "2.0"; in "3.1" they replace the TryError.
   * @see LuaSocket reference, socket.newtry
   */
  newtry(finalizer?: () => unknown): Try;

  /**
   * Makes a function that returns `[undefined, reason]` where `func` throws the exception of a `try`. Other
   * exceptions propagate.
   *
   * @param func  returns a tuple of results, or a promise of one; any other value becomes the only result
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
