// The command without an event loop, as `lua`: waiting calls block.

import type { LuaVm } from "../vm/lua-vm.ts";
import type { CommandLine } from "./command-line.ts";
import { type CommandContext, CommandRun, reporting } from "./command-run.ts";

/**
 * Executes the command line. Errors are reported on standard error, as in `lua`.
 *
 * @returns true if all programs ran without error
 * @throws LuaExit if the program called `os.exit` and the VM's `onExit` returned
 */
export function runCommand(vm: LuaVm, command: CommandLine, context: CommandContext): boolean {
  let succeeded = false;
  // As in lua.c, everything runs inside one C function: the "[C]: in ?" at the end of each traceback.
  reporting(context, () =>
    vm.protect((L) => {
      const run = new CommandRun(vm, L, command, context);
      const steps = run.main();
      let step = steps.next();
      while (!step.done) {
        const { args, isScript } = step.value;
        const status = isScript ? vm.tracedMainProgram(L, args) : vm.tracedCall(L, args, 0);
        step = steps.next(run.report(status));
      }
      succeeded = step.value;
      return 0;
    }),
  );
  return succeeded;
}
