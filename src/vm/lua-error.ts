// A Lua error that reached JavaScript.

/**
 * Thrown by a call of Lua code that raised an uncaught error. A JavaScript exception that passed through Lua as an
 * error is its `cause`.
 */
export class LuaError extends Error {
  /** Lua's call stack at the error, as `debug.traceback` formats it; empty for errors of the compiler. */
  readonly traceback: string;
  /** The error object itself, as `pcall` would return it. */
  readonly value: unknown;
  readonly #origin: unknown;

  /** @param message  the error object as text, as by `tostring` */
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

  /** @internal True if the error object belongs to this VM, which can raise it again. */
  isFrom(origin: unknown): boolean {
    return this.#origin === origin;
  }
}
