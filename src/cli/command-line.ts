// The arguments of the luasocket command. node:util's parseArgs does not stop at the script's name, although all
// arguments behind it belong to the script.

import type { DialectName } from "../net/dialect.ts";
import { isDialectName } from "../net/dialects/dialects.ts";
import type { LuaVersion } from "../vm/runtime/module.ts";
import { PermissionOptions, type Permissions } from "./permissions.ts";

/** An action before the script runs, in the order of the options. */
export type CommandAction =
  | { readonly kind: "execute"; readonly source: string }
  | { readonly kind: "require"; readonly module: string };

/** The parsed command line. */
export interface CommandLine {
  readonly version: LuaVersion;
  readonly dialect: DialectName;
  readonly actions: readonly CommandAction[];
  readonly showsHelp: boolean;
  readonly showsVersion: boolean;
  /** True to start the interactive mode at the end. */
  readonly isInteractive: boolean;
  /** True to ignore the environment variables of `lua`. Lua 5.4 only. */
  readonly ignoresEnvironment: boolean;
  /** True to wait in an event loop, so that other tasks run meanwhile. */
  readonly usesEventLoop: boolean;
  /** In an event loop, true to report calls that block all tasks. */
  readonly warnsOfBlocking: boolean;
  /** True to trace socket calls on standard error. */
  readonly traces: boolean;
  /** Restrictions of the program; undefined if it has its user's rights. */
  readonly permissions: Permissions | undefined;
  /** True to show warnings. Lua 5.4 only. */
  readonly warns: boolean;
  /** Index of the script's name in the arguments; undefined without a script. */
  readonly scriptIndex: number | undefined;
  /** True if the script is standard input: its name is `-`, and not behind `--`. */
  readonly scriptIsStdin: boolean;
}

/** An invalid argument; the message is for the user. */
export class CommandLineError extends Error {}

export const USAGE = `usage: luasocket [options] [script [args]]
Available options are:
  -e stat    execute string 'stat'
  -i         enter interactive mode after executing 'script'
  -l name    require library 'name'
  -v         show version information
  -E         ignore environment variables (Lua 5.4)
  -W         turn warnings on (Lua 5.4)
  --lua ver  run Lua 5.4 (default) or 5.1
  --dialect d  LuaSocket '3.1' (default), 'defold' (on Lua 5.1), or '2.0'
  --event-loop  wait in an event loop, so that other tasks run meanwhile
  --warn-blocking  with --event-loop: report calls that block all tasks
  --trace    show each call of a socket on standard error
  --sandbox  allow the program only what these options allow:
  --allow-net[=rules]    sockets: host, network, host:port, ..., all without rules
  --deny-net=rules       but not these
  --allow-unix[=paths]   unix-domain sockets; '@name' is an abstract one
  --allow-read[=paths]   files, and folders with what is in them
  --allow-write[=paths]
  --allow-env[=names]    environment variables
  --allow-run            commands
             (each of them, and --deny-... of each kind, implies --sandbox)
  --help     show this text
  --         stop handling options
  -          stop handling options and execute stdin
`;

/**
 * Reads the options up to the script's name, by the rules of `lua`.
 *
 * @param args  the arguments without node and the command itself
 * @throws CommandLineError
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  let version: LuaVersion | undefined;
  let dialect: DialectName = "3.1";
  let showsHelp = false;
  let showsVersion = false;
  let isInteractive = false;
  let ignoresEnvironment = false;
  let warns = false;
  let usesEventLoop = false;
  let warnsOfBlocking = false;
  let traces = false;
  const actions: CommandAction[] = [];
  const permissions = new PermissionOptions();
  let index = 0;

  // The value of an option is attached to it, or the next argument.
  function optionValue(option: string, attached: string): string {
    if (attached !== "") {
      return attached;
    }
    index += 1;
    const value = args[index];
    if (value === undefined) {
      throw new CommandLineError(`'${option}' needs argument`);
    }
    return value;
  }

  const result = (scriptIndex: number, scriptIsStdin: boolean): CommandLine => {
    if (isInteractive && usesEventLoop) {
      throw new CommandLineError("'-i' and '--event-loop' cannot be combined");
    }
    return build(scriptIndex, scriptIsStdin);
  };

  const build = (scriptIndex: number, scriptIsStdin: boolean): CommandLine => ({
    version: version ?? (dialect === "defold" ? "5.1" : "5.4"),
    dialect,
    actions,
    showsHelp,
    showsVersion,
    isInteractive,
    ignoresEnvironment,
    warns,
    usesEventLoop,
    warnsOfBlocking,
    traces,
    permissions: checkedPermissions(permissions),
    scriptIndex: scriptIndex < args.length ? scriptIndex : undefined,
    scriptIsStdin,
  });

  for (; index < args.length; index += 1) {
    const argument = args[index] as string;
    if (!argument.startsWith("-") || argument === "-") {
      return result(index, argument === "-");
    }
    if (argument === "--") {
      return result(index + 1, false);
    }
    if (argument === "--help") {
      showsHelp = true;
    } else if (argument === "-v") {
      showsVersion = true;
    } else if (argument === "-i") {
      // As in `lua`, the interactive mode shows the version.
      isInteractive = showsVersion = true;
    } else if (argument === "-E") {
      ignoresEnvironment = true;
    } else if (argument === "-W") {
      warns = true;
    } else if (argument === "--event-loop") {
      usesEventLoop = true;
    } else if (argument === "--warn-blocking") {
      warnsOfBlocking = true;
    } else if (argument === "--trace") {
      traces = true;
    } else if (argument.startsWith("-e")) {
      actions.push({ kind: "execute", source: optionValue("-e", argument.slice(2)) });
    } else if (argument.startsWith("-l")) {
      actions.push({ kind: "require", module: optionValue("-l", argument.slice(2)) });
    } else if (argument === "--lua" || argument.startsWith("--lua=")) {
      version = luaVersion(optionValue("--lua", argument.slice("--lua=".length)));
    } else if (argument === "--dialect" || argument.startsWith("--dialect=")) {
      dialect = dialectName(optionValue("--dialect", argument.slice("--dialect=".length)));
    } else if (!permissions.take(argument)) {
      throw new CommandLineError(`unrecognized option '${argument}'`);
    }
  }
  return result(args.length, false);
}

function checkedPermissions(options: PermissionOptions): Permissions | undefined {
  try {
    return options.permissions();
  } catch (thrown) {
    throw new CommandLineError((thrown as Error).message);
  }
}

function dialectName(text: string): DialectName {
  if (!isDialectName(text)) {
    throw new CommandLineError(`'--dialect' must be 3.1, defold or 2.0, not '${text}'`);
  }
  return text;
}

function luaVersion(text: string): LuaVersion {
  if (text !== "5.4" && text !== "5.1") {
    throw new CommandLineError(`'--lua' must be 5.4 or 5.1, not '${text}'`);
  }
  return text;
}
