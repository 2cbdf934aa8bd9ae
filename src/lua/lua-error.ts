// A Lua error that reached JavaScript.

/** What a call of `LuaVm` throws when the Lua code in it raised an error that it did not catch. */
export class LuaError extends Error {
  /** Lua's call stack at the error, as `debug.traceback` formats it; empty for errors of the compiler. */
  readonly traceback: string;

  /** @param message  the error object as text, with one character per byte, as `tostring` gives it */
  constructor(message: string, traceback: string) {
    super(message);
    this.name = "LuaError";
    this.traceback = traceback;
  }
}
