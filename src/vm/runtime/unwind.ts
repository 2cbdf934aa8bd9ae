// The JavaScript exceptions that may cross Lua's C code. Code that catches one must rethrow it.

/**
 * The exception that `longjmp` throws. Lua raises every error, and in 5.4 every yield, with longjmp; in a
 * WebAssembly build without exception support that is a JavaScript exception. It carries no data (Lua keeps the
 * error itself), so all VMs share one frozen object, which captures no stack.
 */
export const LONGJMP: object = Object.freeze({ name: "longjmp" });

/** The value that emscripten's own JavaScript throws for longjmp, in engines of other packages. */
const EMSCRIPTEN_LONGJMP = Number.POSITIVE_INFINITY;

/** True for Lua's own unwinding, as opposed to a JavaScript error. Code that catches it must rethrow it. */
export function isLongjmp(thrown: unknown): boolean {
  return thrown === LONGJMP || thrown === EMSCRIPTEN_LONGJMP;
}

/** Thrown through Lua by `os.exit` if the host's `onExit` returned: the VM has ended. */
export class LuaExit extends Error {
  /** The exit status that the script passed. */
  readonly code: number;

  constructor(code: number) {
    super(`the Lua program called os.exit(${code})`);
    this.name = "LuaExit";
    this.code = code;
  }
}

/** Thrown by C's `abort`: an error was raised outside of every protected call. */
export class LuaAbort extends Error {
  constructor() {
    super("Lua aborted: an error was raised outside of a protected call");
    this.name = "LuaAbort";
  }
}

/** True for exceptions that must pass unchanged: Lua's longjmp and the end of the program. */
export function mustPassThrough(thrown: unknown): boolean {
  return isLongjmp(thrown) || thrown instanceof LuaExit || thrown instanceof LuaAbort;
}
