// An interactive session in a terminal, with line editing, history and completion.

import { createInterface } from "node:readline";
import { bundledChunk } from "../vm/bundled-lua.ts";
import { LUA_TTABLE } from "../vm/c-api/lua-api.ts";
import type { LuaVm } from "../vm/lua-vm.ts";
import type { Environment } from "../vm/runtime/host/environment.ts";
import { HISTORY_SIZE, readHistory, writeHistory } from "./history.ts";
import type { Repl } from "./repl.ts";

/**
 * Reads lines until the user ends the session (Ctrl-D). Ctrl-C drops the edited line. While a line waits for a
 * socket, it ends the wait (InterruptibleWaiting); while Lua computes, the process.
 */
export function runTerminalSession(vm: LuaVm, repl: Repl, env: Environment): Promise<void> {
  const complete = completer(vm);
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: true,
    history: readHistory(env),
    historySize: HISTORY_SIZE,
    removeHistoryDuplicates: true,
    completer: (line: string) => complete(line),
  });
  const ask = (): void => {
    terminal.setPrompt(text(repl.prompt));
    terminal.prompt();
  };
  terminal.on("history", (lines) => writeHistory(env, lines));
  terminal.on("SIGINT", () => {
    repl.reset();
    process.stdout.write("\n");
    // Drop the text of the line.
    terminal.write(null, { ctrl: true, name: "e" });
    terminal.write(null, { ctrl: true, name: "u" });
    ask();
  });
  terminal.on("line", (line) => {
    // The program may read from the terminal itself, or be interrupted.
    process.stdin.setRawMode(false);
    repl.feed(Buffer.from(line).toString("latin1"));
    process.stdin.setRawMode(true);
    ask();
  });
  ask();
  return new Promise((resolve) => {
    terminal.on("close", () => {
      repl.feed(undefined);
      process.stdout.write("\n");
      resolve();
    });
  });
}

/** Converts Lua's bytes to text for the terminal. */
const text = (bytes: string): string => Buffer.from(bytes, "latin1").toString();

function completer(vm: LuaVm): (line: string) => [string[], string] {
  const { api } = vm;
  let start = 0;
  vm.protect((L) => {
    bundledChunk(api, L, "luasocket/complete");
    api.call(L, 0, 1);
    start = api.ref(L, api.registryIndex);
    return 0;
  });
  return (line) => {
    let path = "";
    const names: string[] = [];
    vm.protect((L) => {
      api.rawgeti(L, api.registryIndex, start);
      api.pushBytes(L, Buffer.from(line));
      api.call(L, 1, 2);
      path = text(api.toText(L, -2) ?? "");
      if (api.type(L, -1) !== LUA_TTABLE) return 0;
      for (let index = 1; index <= api.rawlen(L, 2); index++) {
        api.rawgeti(L, 2, index);
        names.push(text(api.toText(L, -1) ?? ""));
        api.pop(L, 1);
      }
      return 0;
    });
    return [names, path];
  };
}
