// Ending the program, and running others.

import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import type { Machine } from "../machine.js";
import { LuaAbort, LuaExit } from "../unwind.js";
import type { Environment } from "./environment.js";

export interface ProcessImports {
  readonly exit: (code: number) => never;
  readonly abort: () => never;
  /** system of the 5.4 build: the plain exit status, for it was compiled without WEXITSTATUS. */
  readonly system: (command: number) => number;
  /** system of the 5.1 build: a wait status, as os.execute of 5.1 returns it unchanged. */
  readonly _emscripten_system: (command: number) => number;
}

/** @param onExit  called with the exit status when the C buffers are flushed; it may end the process */
export function processImports(
  machine: Machine,
  environment: Environment,
  onExit: (code: number) => void,
): ProcessImports {
  const commandAt = (pointer: number): string | undefined =>
    pointer === 0 ? undefined : machine.memory.readCString(pointer).toString();
  return {
    exit: (code) => {
      // This C library registered nothing with atexit, so its own exit would leave the buffers unwritten.
      machine.exports.fflush(0);
      onExit(code);
      throw new LuaExit(code);
    },
    abort: () => {
      throw new LuaAbort();
    },
    system: (pointer) => {
      const command = commandAt(pointer);
      if (command === undefined) {
        return SHELL_AVAILABLE;
      }
      const { exitCode, signal } = runShell(command, environment);
      // A shell tells in the same way that a command was ended by a signal.
      return signal === 0 ? exitCode : 128 + signal;
    },
    _emscripten_system: (pointer) => {
      const command = commandAt(pointer);
      if (command === undefined) {
        return SHELL_AVAILABLE;
      }
      const { exitCode, signal } = runShell(command, environment);
      return (exitCode << 8) | signal;
    },
  };
}

const SHELL_AVAILABLE = 1;
// What system(3) reports when the shell itself cannot be started.
const SHELL_FAILED = 127;

function runShell(command: string, environment: Environment): { exitCode: number; signal: number } {
  const { status, signal } = spawnSync(command, { shell: true, stdio: "inherit", env: { ...environment } });
  return {
    exitCode: status ?? (signal === null ? SHELL_FAILED : 0),
    signal: signal === null ? 0 : constants.signals[signal],
  };
}
