// The interactive mode of `lua`: compiles each line, runs complete statements and prints their values (lua.c,
// doREPL).

import { LUA_MULTRET, LUA_OK, LUA_TNIL, type LuaState } from "../vm/c-api/lua-api.ts";
import type { LuaVm } from "../vm/lua-vm.ts";
import { writeMessage } from "./messages.ts";

const CHUNK_NAME = "=stdin";
/** End of the compiler's message for an incomplete statement. */
const INCOMPLETE = /<eof>'?$/;

export class Repl {
  readonly #vm: LuaVm;
  /** The lines of an incomplete statement. */
  #pending: string[] = [];

  constructor(vm: LuaVm) {
    this.#vm = vm;
  }

  /** The prompt: the global `_PROMPT`, or within a statement `_PROMPT2`. One character per byte. */
  get prompt(): string {
    const [name, usual] = this.#pending.length === 0 ? ["_PROMPT", "> "] : ["_PROMPT2", ">> "];
    const { api } = this.#vm;
    let prompt = usual;
    this.#vm.protect((L) => {
      api.getglobal(L, api.cstring(name));
      if (api.type(L, -1) !== LUA_TNIL) prompt = api.toText(L, -1) ?? usual;
      return 0;
    });
    return prompt;
  }

  /** True if the statement is incomplete. */
  get isPending(): boolean {
    return this.#pending.length > 0;
  }

  /** Drops an incomplete statement. */
  reset(): void {
    this.#pending = [];
  }

  /**
   * Takes a line, with one character per byte. Runs the statement if it is complete; errors are reported. After the
   * last line, undefined ends an incomplete statement.
   */
  feed(line: string | undefined): void {
    if (line === undefined && !this.isPending) return;
    this.#vm.protect((L) => {
      this.#evaluate(L, line);
      return 0;
    });
    this.#vm.flush();
  }

  #evaluate(L: LuaState, line: string | undefined): void {
    const { api } = this.#vm;
    if (!this.#load(L, line)) return;
    // The loaded function, or the error, is on top.
    const status = this.#status || this.#vm.tracedCall(L, 0, LUA_MULTRET);
    if (status !== LUA_OK) this.#report(L, api.toText(L, -1));
    else if (api.gettop(L) > 0) this.#print(L);
  }

  #status = LUA_OK;

  /** Pushes a function or an error. Returns false if the statement is incomplete. */
  #load(L: LuaState, line: string | undefined): boolean {
    const { api } = this.#vm;
    const isFirst = !this.isPending;
    if (line !== undefined) this.#pending.push(isFirst ? line.replace(/^=/, "return ") : line);
    // 5.4 tries a line as an expression first.
    if (isFirst && api.version === "5.4" && this.#compile(L, `return ${this.#pending[0]};`) === LUA_OK) {
      this.#pending = [];
      return true;
    }
    api.settop(L, 0);
    this.#compile(L, this.#pending.join("\n"));
    if (this.#status !== LUA_OK && line !== undefined && INCOMPLETE.test(api.toText(L, -1) ?? ""))
      return false;
    this.#pending = [];
    return true;
  }

  #compile(L: LuaState, source: string): number {
    this.#status = this.#vm.api.loadBytes(L, Buffer.from(source, "latin1"), CHUNK_NAME);
    return this.#status;
  }

  /** Prints all values with the global `print`. */
  #print(L: LuaState): void {
    const { api } = this.#vm;
    const count = api.gettop(L);
    api.checkstack(L, count + 1, api.cstring("too many results to print"));
    api.getglobal(L, api.cstring("print"));
    api.insert(L, 1);
    if (api.pcall(L, count, 0, 0) !== LUA_OK) {
      this.#report(L, `error calling 'print' (${api.toText(L, -1)})`);
    }
  }

  #report(L: LuaState, message: string | undefined): void {
    this.#vm.flush();
    if (this.#vm.api.type(L, -1) !== LUA_TNIL) writeMessage(message ?? "(error object is not a string)");
  }
}
