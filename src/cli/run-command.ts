// The command as `lua` is: what waits, blocks.

import type { LuaVm } from "../vm/lua-vm.ts";
import type { CommandLine } from "./command-line.ts";
import { type CommandContext, CommandRun, reporting } from "./command-run.ts";

/**
 * Runs what the command line asks for. Errors are reported on standard error as `lua` does.
 *
 * @returns whether all of it ran without error
 * @throws LuaExit when the program called `os.exit` and the VM's `onExit` returned
 */
export function runCommand(vm: LuaVm, command: CommandLine, context: CommandContext): boolean {
  let succeeded = false;
  // As in lua.c, all happens inside one C function: it is the "[C]: in ?" at the end of each traceback.
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
