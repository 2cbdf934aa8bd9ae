// The lua command's main function, after lua.c: libraries, options, script, and how errors are reported.

import { LUA_OK, LUA_TNIL, LUA_TTABLE, type LuaState } from "../c-api.js";
import { LuaError } from "../lua-error.js";
import type { LuaVm } from "../vm.js";
import type { CommandAction, CommandLine } from "./command-line.js";
import { reportMessage } from "./messages.js";

/** What the command runs with. */
export interface CommandContext {
  /** The command's name, which stands in front of error messages. */
  readonly name: string;
  /** All arguments behind the name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs what the command line asks for. Errors are reported on standard error as `lua` does.
 *
 * @returns whether all of it ran without error
 * @throws LuaExit when the program called `os.exit` and the VM's `onExit` returned
 */
export function runCommand(vm: LuaVm, command: CommandLine, context: CommandContext): boolean {
  let succeeded = false;
  // As in lua.c, all happens inside one C function: it is the "[C]: in ?" at the end of each traceback.
  try {
    vm.protect((L) => {
      succeeded = new CommandRun(vm, L, command, context).main();
      return 0;
    });
  } catch (thrown) {
    if (!(thrown instanceof LuaError)) {
      throw thrown;
    }
    reportMessage(context.name, thrown.message);
  }
  return succeeded;
}

class CommandRun {
  readonly #vm: LuaVm;
  readonly #L: LuaState;
  readonly #command: CommandLine;
  readonly #context: CommandContext;

  constructor(vm: LuaVm, L: LuaState, command: CommandLine, context: CommandContext) {
    this.#vm = vm;
    this.#L = L;
    this.#command = command;
    this.#context = context;
  }

  main(): boolean {
    const { scriptIndex, actions, showsVersion, isInteractive } = this.#command;
    const is54 = this.#vm.version === "5.4";
    if (is54) {
      // lua.c of 5.4 chooses the generational collector, which is not the library's default.
      this.#execute(`collectgarbage("generational")`, "=init");
      this.#setArg();
    }
    if (is54 && this.#command.warns) this.#execute(`warn("@on")`, "=init");
    if (!this.#runInit() || !actions.every((action) => this.#runAction(action))) {
      return false;
    }
    if (scriptIndex !== undefined) {
      // In 5.1 the table does not exist before the script.
      if (!is54) {
        this.#setArg();
      }
      return this.#runScript();
    }
    // -l alone is no reason not to read standard input.
    const hasRun = actions.some(({ kind }) => kind === "execute");
    if (hasRun || showsVersion || isInteractive) return true;
    return this.#report(this.#load(undefined) || this.#traced(0, 0));
  }

  // createargtable: the script is arg[0], what stands before it has negative indices.
  #setArg(): void {
    const { api } = this.#vm;
    const argv = [this.#context.name, ...this.#context.args];
    const script = this.#command.scriptIndex === undefined ? 0 : this.#command.scriptIndex + 1;
    api.createtable(this.#L, argv.length - script - 1, script + 1);
    for (const [index, argument] of argv.entries()) {
      api.pushBytes(this.#L, Buffer.from(argument));
      api.rawseti(this.#L, -2, index - script);
    }
    api.setglobal(this.#L, api.cstring("arg"));
  }

  // handle_luainit
  #runInit(): boolean {
    if (this.#command.ignoresEnvironment) return true;
    const versioned = "LUA_INIT_5_4";
    const { env } = this.#context;
    const name = this.#vm.version === "5.4" && env[versioned] !== undefined ? versioned : "LUA_INIT";
    const init = env[name];
    if (init === undefined) {
      return true;
    }
    return init.startsWith("@")
      ? this.#report(this.#load(init.slice(1)) || this.#traced(0, 0))
      : this.#execute(init, `=${name}`);
  }

  #runAction(action: CommandAction): boolean {
    const { api } = this.#vm;
    if (action.kind === "execute") {
      return this.#execute(action.source, "=(command line)");
    }
    api.getglobal(this.#L, api.cstring("require"));
    if (this.#vm.version === "5.1") {
      api.pushBytes(this.#L, Buffer.from(action.module));
      return this.#report(this.#traced(1, 0));
    }
    const [global, module = global] = action.module.split("=", 2) as [string, string?];
    api.pushBytes(this.#L, Buffer.from(module));
    const status = this.#traced(1, 1);
    if (status === LUA_OK) {
      api.setglobal(this.#L, api.cstring(global));
    }
    return this.#report(status);
  }

  #runScript(): boolean {
    const { scriptIndex, scriptIsStdin } = this.#command;
    const status = this.#load(scriptIsStdin ? undefined : this.#context.args[scriptIndex as number]);
    return this.#report(status || this.#vm.tracedMainProgram(this.#L, this.#pushArguments()));
  }

  // pushargs: from the table, because an -e may have changed it.
  #pushArguments(): number {
    const { api } = this.#vm;
    const L = this.#L;
    api.getglobal(L, api.cstring("arg"));
    if (api.type(L, -1) !== LUA_TTABLE) {
      api.raise(L, "'arg' is not a table");
    }
    const count = api.rawlen(L, -1);
    api.checkstack(L, count + 3, api.cstring("too many arguments to script"));
    for (let index = 1; index <= count; index += 1) {
      api.rawgeti(L, -index, index);
    }
    api.remove(L, -count - 1);
    return count;
  }

  #execute(source: string, chunkName: string): boolean {
    const status = this.#vm.api.loadBytes(this.#L, Buffer.from(source), chunkName);
    return this.#report(status || this.#traced(0, 0));
  }

  #load(path: string | undefined): number {
    const { api } = this.#vm;
    return api.loadfile(this.#L, path === undefined ? 0 : api.cstring(path));
  }

  #traced(args: number, results: number): number {
    return this.#vm.tracedCall(this.#L, args, results);
  }

  // report and l_message
  #report(status: number): boolean {
    if (status === LUA_OK) {
      return true;
    }
    const { api } = this.#vm;
    const text = api.toText(this.#L, -1);
    // 5.1 keeps quiet about error(nil).
    if (api.type(this.#L, -1) !== LUA_TNIL) {
      reportMessage(this.#context.name, text ?? "(error object is not a string)");
    }
    api.pop(this.#L, 1);
    return false;
  }
}
