// The lua command's main function, after lua.c: libraries, options, script and error reports.

import { LUA_OK, LUA_TNIL, LUA_TTABLE, type LuaState } from "../vm/c-api/lua-api.ts";
import { LuaError } from "../vm/lua-error.ts";
import type { LuaVm } from "../vm/lua-vm.ts";
import type { CommandLine } from "./command-line.ts";
import { reportMessage } from "./messages.ts";

/** Name, arguments and environment of the command. */
export interface CommandContext {
  /** The command's name, which precedes error messages. */
  readonly name: string;
  /** All arguments behind the name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A function to run, with its arguments on the stack. The caller passes true back if it succeeded. */
export interface Program {
  readonly args: number;
  readonly isScript: boolean;
}

/**
 * Executes a command line step by step. Yields each program to the caller, which runs it and decides how it waits.
 */
export class CommandRun {
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

  *main(): Generator<Program, boolean, boolean> {
    const { scriptIndex, scriptIsStdin, actions, showsVersion, isInteractive } = this.#command;
    const is54 = this.#vm.version === "5.4";
    if (is54) {
      // lua.c of 5.4 chooses the generational collector, which is not the library's default.
      this.#execute(`collectgarbage("generational")`, "=init");
      this.#setArg();
    }
    if (is54 && this.#command.warns) this.#execute(`warn("@on")`, "=init");
    if (!this.#runInit()) return false;
    for (const action of actions) {
      const succeeded =
        action.kind === "execute"
          ? yield* this.#run(this.#loadText(action.source, "=(command line)"), 0, false)
          : this.#require(action.module);
      if (!succeeded) return false;
    }
    if (scriptIndex !== undefined) {
      // In 5.1 the table does not exist before the script.
      if (!is54) {
        this.#setArg();
      }
      const status = this.#load(scriptIsStdin ? undefined : this.#context.args[scriptIndex]);
      return yield* this.#run(status, status === LUA_OK ? this.#pushArguments() : 0, true);
    }
    // After -l alone, standard input is read.
    const hasRun = actions.some(({ kind }) => kind === "execute");
    if (hasRun || showsVersion || isInteractive) return true;
    return yield* this.#run(this.#load(undefined), 0, false);
  }

  // Expects the loaded function, or the error, on the stack.
  *#run(status: number, args: number, isScript: boolean): Generator<Program, boolean, boolean> {
    return status === LUA_OK ? yield { args, isScript } : this.report(status);
  }

  // createargtable: the script is arg[0], arguments before it have negative indices.
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
      ? this.report(this.#load(init.slice(1)) || this.#traced(0, 0))
      : this.#execute(init, `=${name}`);
  }

  #require(name: string): boolean {
    const { api } = this.#vm;
    api.getglobal(this.#L, api.cstring("require"));
    if (this.#vm.version === "5.1") {
      api.pushBytes(this.#L, Buffer.from(name));
      return this.report(this.#traced(1, 0));
    }
    const [global, module = global] = name.split("=", 2) as [string, string?];
    api.pushBytes(this.#L, Buffer.from(module));
    const status = this.#traced(1, 1);
    if (status === LUA_OK) {
      api.setglobal(this.#L, api.cstring(global));
    }
    return this.report(status);
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
    return this.report(this.#loadText(source, chunkName) || this.#traced(0, 0));
  }

  #loadText(source: string, chunkName: string): number {
    return this.#vm.api.loadBytes(this.#L, Buffer.from(source), chunkName);
  }

  #load(path: string | undefined): number {
    return this.#vm.compileFile(this.#L, path);
  }

  #traced(args: number, results: number): number {
    return this.#vm.tracedCall(this.#L, args, results);
  }

  // report and l_message
  report(status: number): boolean {
    if (status === LUA_OK) {
      return true;
    }
    const { api } = this.#vm;
    const text = api.toText(this.#L, -1);
    // 5.1 does not report error(nil).
    if (api.type(this.#L, -1) !== LUA_TNIL) {
      reportMessage(this.#context.name, text ?? "(error object is not a string)");
    }
    api.pop(this.#L, 1);
    return false;
  }
}

/** Runs `body` and reports a Lua error that it throws. */
export function reporting(context: CommandContext, body: () => void): void {
  try {
    body();
  } catch (thrown) {
    if (!(thrown instanceof LuaError)) {
      throw thrown;
    }
    reportMessage(context.name, thrown.message);
  }
}
