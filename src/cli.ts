#!/usr/bin/env node
// The command `luasocket [options] script.lua [args]`: `lua`, with the socket modules.

import { readFileSync } from "node:fs";
import { isatty } from "node:tty";
import { type CommandLine, CommandLineError, parseCommandLine, USAGE } from "./lua/command-line.js";
import { installSockets } from "./lua/install.js";
import { hasOwnPath } from "./lua/module-path.js";
import { reportMessage, runCommand } from "./lua/run-command.js";
import { writeFully } from "./lua/runtime/host/blocking-io.js";
import { describeBuild } from "./lua/runtime/module.js";
import { LuaVm } from "./lua/vm.js";

const NAME = "luasocket";
// What a shell reports for a program that SIGPIPE ended: 128 and the signal's number.
const EXIT_BROKEN_PIPE = 128 + 13;

function main(args: readonly string[]): number {
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
  if (command.showsVersion) {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    const build = describeBuild(command.version);
    writeFully(1, Buffer.from(`${NAME} ${version}, Lua ${command.version} (${build})\n`));
  }
  if (
    command.scriptIndex === undefined &&
    !command.showsVersion &&
    command.actions.length === 0 &&
    isatty(0)
  ) {
    return refuse("there is no interactive mode yet; give the name of a script");
  }
  // process.exit at once, without waiting for what Node may still have open: that is how `lua` ends. No
  // handler for SIGINT either, because none could run while Lua does; the default action ends the process.
  const vm = LuaVm.create({
    version: command.version,
    onExit: (code) => process.exit(code),
    onBrokenPipe: () => process.exit(EXIT_BROKEN_PIPE),
  });
  installSockets(vm, { dialect: command.dialect, prefersFiles: hasOwnPath(command.version, process.env) });
  const succeeded = runCommand(vm, command, { name: NAME, args, env: process.env });
  vm.close();
  return succeeded ? 0 : 1;
}

function refuse(message: string): number {
  reportMessage(NAME, Buffer.from(message).toString("latin1"));
  writeFully(2, Buffer.from(USAGE));
  return 1;
}

process.exit(main(process.argv.slice(2)));
