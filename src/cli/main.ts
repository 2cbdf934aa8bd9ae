#!/usr/bin/env node
// The command `luasocket [options] script.lua [args]`: `lua`, with the socket modules.

import { createRequire } from "node:module";
import { isatty } from "node:tty";
import { hasOwnPath, installSockets } from "../lua/modules/install.ts";
import { type EventLoop, useEventLoop } from "../lua/tasks/event-loop.ts";
import { BlockingWaiting } from "../lua/wait/blocking-waiting.ts";
import { InterruptibleWaiting } from "../lua/wait/interruptible-waiting.ts";
import type { LuaWaiting } from "../lua/wait/waiting.ts";
import { writeFully } from "../os/process/blocking-io.ts";
import type { LuaState } from "../vm/c-api/lua-api.ts";
import { LuaVm } from "../vm/lua-vm.ts";
import { describeBuild } from "../vm/runtime/module.ts";
import { sandboxOf } from "../vm/sandbox/sandbox.ts";
import { openTextLoaders } from "../vm/sandbox/text-only.ts";
import { type CommandLine, CommandLineError, parseCommandLine, USAGE } from "./command-line.ts";
import type { CommandContext } from "./command-run.ts";
import { reportMessage } from "./messages.ts";
import { keepLineReader, runPipedSession } from "./piped-session.ts";
import { Repl } from "./repl.ts";
import { runCommand } from "./run-command.ts";
import { reportFailure, runCommandInEventLoop } from "./run-in-event-loop.ts";
import { runTerminalSession } from "./terminal-session.ts";

const NAME = "luasocket";
// A shell's exit status for a program that SIGPIPE ended: 128 plus the signal's number.
const EXIT_BROKEN_PIPE = 128 + 13;

async function main(args: readonly string[]): Promise<number> {
  let command: CommandLine;
  try {
    command = parseCommandLine(args);
  } catch (thrown) {
    if (!(thrown instanceof CommandLineError)) {
      throw thrown;
    }
    return refuse(thrown.message);
  }
  if (command.showsHelp) {
    writeFully(1, Buffer.from(USAGE));
    return 0;
  }
  const isInteractive = command.isInteractive || (hasNothingToRun(command) && isatty(0));
  if (command.showsVersion || isInteractive) {
    showVersion(command);
  }
  return run({ ...command, isInteractive }, args);
}

/** True without a script, a statement or a query for the version: then `lua` runs standard input, or is interactive. */
function hasNothingToRun({ scriptIndex, showsVersion, actions }: CommandLine): boolean {
  return scriptIndex === undefined && !showsVersion && !actions.some(({ kind }) => kind === "execute");
}

function showVersion(command: CommandLine): void {
  const { version } = createRequire(import.meta.url)("luasocket/package.json");
  const build = describeBuild(command.version);
  writeFully(1, Buffer.from(`${NAME} ${version}, Lua ${command.version} (${build})\n`));
}

async function run(command: CommandLine, args: readonly string[]): Promise<number> {
  const { permissions } = command;
  const sandbox = sandboxOf(permissions?.sandbox);
  const { env } = process;
  // The paths of modules come from the user, so a sandboxed program may see them.
  const { LUA_PATH, LUA_PATH_5_4 } = env;
  const visible = sandbox && { LUA_PATH, LUA_PATH_5_4, ...sandbox.environment(undefined, env) };
  // As `lua`, end by process.exit, without waiting for open handles of Node. No handler for SIGINT: it could not
  // run while Lua does; the default action ends the process.
  const vm = LuaVm.create({
    version: command.version,
    ignoresEnvironment: command.ignoresEnvironment,
    env: visible ?? env,
    sandbox,
    onExit: (code) => process.exit(code),
    onBrokenPipe: () => process.exit(EXIT_BROKEN_PIPE),
  });
  const prefersFiles = !command.ignoresEnvironment && hasOwnPath(command.version, env);
  const context = { name: NAME, args, env };
  const install = (waiting?: LuaWaiting): void => {
    if (sandbox !== undefined) openTextLoaders(vm);
    // Without the option, the environment decides.
    const trace = command.traces || undefined;
    const { dialect } = command;
    installSockets(vm, { dialect, prefersFiles, policy: permissions?.policy, trace }, waiting);
  };
  if (command.usesEventLoop) return runInEventLoop(vm, command, context, install);
  const hasTerminal = command.isInteractive && isatty(0);
  install(hasTerminal ? new InterruptibleWaiting(new BlockingWaiting(vm.tierUp)) : undefined);
  if (command.isInteractive) keepLineReader(vm);
  const succeeded = runCommand(vm, command, context);
  if (succeeded && command.isInteractive) {
    const repl = new Repl(vm);
    if (hasTerminal) await runTerminalSession(vm, repl, env);
    else runPipedSession(vm, repl);
  }
  vm.close();
  return succeeded ? 0 : 1;
}

async function runInEventLoop(
  vm: LuaVm,
  command: CommandLine,
  context: CommandContext,
  install: (waiting: LuaWaiting) => void,
): Promise<number> {
  let haveAllSucceeded = true;
  const { tasks, waiting }: EventLoop = useEventLoop(vm, {
    failed(thread) {
      haveAllSucceeded = false;
      reportFailure(vm, tasks, context, thread);
    },
    blocked: command.warnsOfBlocking ? (L) => reportBlocking(vm, L) : () => {},
  });
  install(waiting);
  process.once("beforeExit", () => {
    reportMessage(NAME, "deadlock: every task is waiting and nothing can wake one");
    process.exit(1);
  });
  const succeeded = await runCommandInEventLoop(vm, tasks, command, context);
  vm.close();
  return succeeded && haveAllSucceeded ? 0 : 1;
}

function reportBlocking({ api }: LuaVm, L: LuaState): void {
  api.where(L, 1);
  reportMessage(NAME, `${api.toText(L, -1)}this call blocks all tasks: Lua cannot yield here`);
  api.pop(L, 1);
}

function refuse(message: string): number {
  reportMessage(NAME, Buffer.from(message).toString("latin1"));
  writeFully(2, Buffer.from(USAGE));
  return 1;
}

process.exit(await main(process.argv.slice(2)));
