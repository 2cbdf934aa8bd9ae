// An interactive session with input from a pipe or file.

import { writeFully } from "../os/process/blocking-io.ts";
import { LUA_TSTRING } from "../vm/c-api/lua-api.ts";
import type { LuaVm } from "../vm/lua-vm.ts";
import type { Repl } from "./repl.ts";

/**
 * Reads lines until the end of standard input, through the same buffer as the program's `io.read`. As in `lua`, a
 * prompt on standard output precedes each.
 */
export function runPipedSession(vm: LuaVm, repl: Repl): void {
  for (;;) {
    writeFully(1, Buffer.from(repl.prompt, "latin1"));
    const line = readLine(vm);
    repl.feed(line);
    if (line === undefined) break;
  }
  writeFully(1, Buffer.from("\n"));
}

function readLine(vm: LuaVm): string | undefined {
  const { api } = vm;
  let line: string | undefined;
  vm.protect((L) => {
    api.getfield(L, api.registryIndex, api.cstring("luasocket.readline"));
    api.call(L, 0, 1);
    if (api.type(L, -1) === LUA_TSTRING) line = api.toText(L, -1);
    return 0;
  });
  return line;
}

/** Saves a function that reads a line of standard input, before the program can change the io library. */
export function keepLineReader(vm: LuaVm): void {
  const { api } = vm;
  vm.protect((L) => {
    const source = `local stdin, read = io.stdin, io.stdin.read return function() return read(stdin, "*l") end`;
    api.loadBytes(L, Buffer.from(source), "=init");
    api.call(L, 0, 1);
    api.setfield(L, api.registryIndex, api.cstring("luasocket.readline"));
    return 0;
  });
}
