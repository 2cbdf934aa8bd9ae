// Ending the program, and running commands.

import { hasShell, runByShell } from "../../../os/process/child-process.ts";
import type { ExitStatus } from "../../../os/process/exit-status.ts";
import type { Machine } from "../machine.ts";
import { LuaAbort, LuaExit } from "../unwind.ts";
import { type Environment, environmentEntries } from "./environment.ts";
import { type HostRights, NOT_EXECUTABLE } from "./rights.ts";

export interface ProcessImports {
  readonly exit: (code: number) => never;
  readonly abort: () => never;
  /** system of the 5.4 build: the plain exit status, because the build was compiled without WEXITSTATUS. */
  readonly system: (command: number) => number;
  /** system of the 5.1 build: a wait status, as os.execute of 5.1 returns it unchanged. */
  readonly _emscripten_system: (command: number) => number;
}

/** @param onExit  called with the exit status after the C buffers are flushed; it may end the process */
export function processImports(
  machine: Machine,
  environment: Environment,
  rights: HostRights,
  onExit: (code: number) => void,
): ProcessImports {
  /** Runs a command and returns its status, encoded by `report`. Without a command, returns 1 if there is a shell. */
  const system =
    (report: (ended: ExitStatus) => number) =>
    (command: number): number => {
      if (command === 0) return Number(rights.runsCommands && hasShell());
      return report(runShell(machine.memory.readCString(command), environment, rights));
    };
  return {
    exit: (code) => {
      // This C library registers no atexit handler, so its own exit would not write the buffers.
      machine.exports.fflush(0);
      onExit(code);
      throw new LuaExit(code);
    },
    abort: () => {
      throw new LuaAbort();
    },
    // A shell reports a command that a signal ended in the same way.
    system: system(({ exitCode, signal }) => (signal === 0 ? exitCode : 128 + signal)),
    _emscripten_system: system(({ exitCode, signal }) => (exitCode << 8) | signal),
  };
}

// The result of system(3) if the shell itself cannot be started.
const SHELL_FAILED: ExitStatus = { exitCode: 127, signal: 0 };

const IGNORED = ["SIGINT", "SIGQUIT"] as const;
const ignore = (): void => {};

/**
 * Runs a command on the streams of this process, if that is allowed. Ctrl-C ends the command only, as with system(3).
 */
export function runShell(
  command: Uint8Array,
  environment: Environment,
  { runsCommands }: HostRights,
): ExitStatus {
  if (!runsCommands) return { exitCode: NOT_EXECUTABLE, signal: 0 };
  // A listener disables the default action; it is not called before the event loop runs.
  for (const signal of IGNORED) process.on(signal, ignore);
  try {
    const ended = runByShell(command, environmentEntries(environment));
    return typeof ended === "number" ? SHELL_FAILED : ended;
  } finally {
    for (const signal of IGNORED) process.off(signal, ignore);
  }
}
