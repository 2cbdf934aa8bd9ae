// A Lua error that reached JavaScript.

/**
 * What a call of Lua throws when the code in it raised an error that it did not catch. An exception of
 * JavaScript that went through Lua as an error is its `cause`.
 */
export class LuaError extends Error {
  /** Lua's call stack at the error, as `debug.traceback` formats it; empty for errors of the compiler. */
  readonly traceback: string;
  /** The error object itself: what `pcall` would give. */
  readonly value: unknown;
  readonly #origin: unknown;

  /** @param message  the error object as text, as `tostring` gives it */
  constructor(
    message: string,
    traceback: string,
    { value, origin }: { readonly value: unknown; readonly origin: unknown } = {
      value: message,
      origin: undefined,
    },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "LuaError";
    this.traceback = traceback;
    this.value = value;
    this.#origin = origin;
  }

  /** @internal Whether the value comes from there, where it may be raised again. */
  isFrom(origin: unknown): boolean {
    return this.#origin === origin;
  }
}
