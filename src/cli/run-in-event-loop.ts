// The command in an event loop: programs run as tasks.

import type { Scheduler } from "../lua/tasks/scheduler.ts";
import type { Task, TaskEnd } from "../lua/tasks/task.ts";
import { LUA_TNIL, type LuaState } from "../vm/c-api/lua-api.ts";
import type { LuaVm } from "../vm/lua-vm.ts";
import { makeMessage } from "../vm/message-handler.ts";
import type { CommandLine } from "./command-line.ts";
import { type CommandContext, CommandRun, type Program, reporting } from "./command-run.ts";
import { reportMessage } from "./messages.ts";

/** As runCommand, but other tasks run while a program waits. Ends when all tasks have ended. */
export async function runCommandInEventLoop(
  vm: LuaVm,
  tasks: Scheduler,
  command: CommandLine,
  context: CommandContext,
): Promise<boolean> {
  let isRunning = true;
  let succeeded = false;
  let steps: Generator<Program, boolean, boolean> | undefined;
  let outcome: Promise<boolean> = Promise.resolve(true);
  while (isRunning) {
    const last = await outcome;
    let task: Task | undefined;
    isRunning = false;
    reporting(context, () =>
      vm.protect((L) => {
        steps ??= new CommandRun(vm, L, command, context).main();
        const step = steps.next(last);
        succeeded = step.done === true && step.value;
        if (step.done) return 0;
        outcome = new Promise((ended) => {
          task = tasks.start(L, step.value.args, "main", new ProgramEnd(tasks, vm, context, ended));
        });
        isRunning = true;
        return 0;
      }),
    );
    if (task !== undefined) tasks.resumeWithResults(task);
  }
  await tasks.whenIdle();
  return succeeded;
}

class ProgramEnd implements TaskEnd {
  private readonly tasks: Scheduler;
  private readonly vm: LuaVm;
  private readonly context: CommandContext;
  private readonly ended: (succeeded: boolean) => void;

  constructor(tasks: Scheduler, vm: LuaVm, context: CommandContext, ended: (succeeded: boolean) => void) {
    this.tasks = tasks;
    this.vm = vm;
    this.context = context;
    this.ended = ended;
  }

  finished(): void {
    this.ended(true);
  }

  failed(thread: LuaState): void {
    reportFailure(this.vm, this.tasks, this.context, thread);
    this.ended(false);
  }

  cancelled(reason: unknown): void {
    reportMessage(this.context.name, reason instanceof Error ? reason.message : String(reason));
    this.ended(false);
  }
}

/** Reports the error that ended a task, as `lua` would. */
export function reportFailure(vm: LuaVm, tasks: Scheduler, context: CommandContext, thread: LuaState): void {
  const { api } = vm;
  const traceback = tasks.tracebackOf(thread);
  vm.protect((L) => {
    api.pushvalue(thread, -1);
    api.xmove(thread, L, 1);
    // 5.1 does not report error(nil).
    if (api.version === "5.1" && api.type(L, 1) === LUA_TNIL) return 0;
    const isTraced = makeMessage(api, L);
    const text = api.toText(L, -1) ?? "(error object is not a string)";
    reportMessage(context.name, isTraced ? `${text}\n${traceback}` : text);
    return 0;
  });
}
