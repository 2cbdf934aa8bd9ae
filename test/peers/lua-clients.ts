// Lua programs that talk to real servers: under native Lua, with our modules, and with LuaSocket's own Lua files
// on our sockets.

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { LuaVersion } from "#src/vm/runtime/module.ts";
import { CLI, LUA_VERSIONS } from "../support/lua-commands.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";

export interface LuaClient {
  readonly name: string;
  readonly command: readonly string[];
  /** What the source of each module begins with, as debug.getinfo tells it. */
  readonly modules: string;
  readonly skip: string | false;
}

function clients(version: LuaVersion): LuaClient[] {
  const folder = `/usr/share/lua/${version}`;
  const stock = `@${folder}/`;
  const ours = [process.execPath, CLI, "--lua", version];
  const skip = skipWithout(`lua${version}`, ["-e", 'require "socket"']);
  return [
    { name: `native Lua ${version}`, command: [`lua${version}`], modules: stock, skip },
    { name: `our modules on Lua ${version}`, command: ours, modules: "@luasocket/", skip: false },
    {
      name: `LuaSocket's files on our Lua ${version}`,
      command: ["env", `LUA_PATH=${folder}/?.lua;;`, ...ours],
      modules: stock,
      skip,
    },
  ];
}

export const luaClients: readonly LuaClient[] = LUA_VERSIONS.flatMap(clients);

/** Runs a script; gives the values of its line `result`, once it has shown where its modules come from. */
export async function runClient(
  t: TestContext,
  client: LuaClient,
  script: string,
  args: readonly string[],
): Promise<string[]> {
  const program = new Program(t, [...client.command, script, ...args]);
  assert.equal(await program.ends(), 0, program.stderr);
  const lines = program.stdout.toString("latin1").split("\n");
  const values = (label: string) =>
    lines.filter((line) => line.startsWith(`${label}\t`)).map((line) => line.slice(label.length + 1));
  const modules = values("module");
  assert.ok(modules.length > 0, program.stdout.toString("latin1"));
  for (const source of modules) assert.ok(source.startsWith(client.modules), source);
  const [result] = values("result");
  assert.ok(result !== undefined, program.stdout.toString("latin1"));
  return result.split("\t");
}
