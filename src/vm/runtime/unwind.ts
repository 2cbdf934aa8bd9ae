// The JavaScript exceptions that may cross Lua's C code, and the one rule about them: nobody swallows them.

/**
 * What `longjmp` throws. Lua raises every error, and in 5.4 every yield, with longjmp; between two C
 * functions of a WebAssembly build without exception support that is a JavaScript exception. It carries no
 * data (Lua keeps the error itself), so one frozen object serves all VMs without capturing a stack.
 */
export const LONGJMP: object = Object.freeze({ name: "longjmp" });

/** What emscripten's own JavaScript throws for longjmp, in engines that another package runs. */
const EMSCRIPTEN_LONGJMP = Number.POSITIVE_INFINITY;

/** Tells Lua's own unwinding from a JavaScript error. Code that catches must rethrow it. */
export function isLongjmp(thrown: unknown): boolean {
  return thrown === LONGJMP || thrown === EMSCRIPTEN_LONGJMP;
}

/** Thrown through Lua by `os.exit` when the host's `onExit` returned: the VM has ended. */
export class LuaExit extends Error {
  /** The exit status that the script asked for. */
  readonly code: number;

  constructor(code: number) {
    super(`the Lua program called os.exit(${code})`);
    this.name = "LuaExit";
    this.code = code;
  }
}

/** Thrown when C's `abort` is called: Lua met an error outside of every protected call. */
export class LuaAbort extends Error {
  constructor() {
    super("Lua aborted: an error was raised outside of a protected call");
    this.name = "LuaAbort";
  }
}

/** True for what must reach its catcher unchanged: Lua's longjmp and the end of the program. */
export function mustPassThrough(thrown: unknown): boolean {
  return isLongjmp(thrown) || thrown instanceof LuaExit || thrown instanceof LuaAbort;
}
