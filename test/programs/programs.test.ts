// Programs that nobody here wrote, as Debian has them: each prints the same natively and here, both with
// LuaSocket's own Lua files and with those of this package, and in an event loop.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import socket from "luasocket";
import type { LuaVersion } from "#src/vm/runtime/module.ts";
import { freePort } from "../support/free-port.ts";
import { LUA_VERSIONS, type Outcome, runNative, runOurs } from "../support/lua-commands.ts";
import { skipWithout } from "../support/oracle.ts";
import { packageRoot } from "../support/program.ts";

interface Subject {
  /** The script beside this file. */
  readonly script: string;
  /** What must be there: a file below /usr, of one of Debian's packages. */
  readonly needs: string;
  readonly versions?: readonly LuaVersion[];
}

const SUBJECTS: readonly Subject[] = [
  { script: "redis", needs: "/usr/share/lua/5.1/redis.lua" },
  { script: "copas", needs: "/usr/share/lua/5.1/copas.lua" },
  { script: "logging", needs: "/usr/share/lua/5.1/logging/socket.lua" },
  { script: "messagepack", needs: "/usr/share/lua/5.1/MessagePack.lua" },
  { script: "penlight", needs: "/usr/share/lua/5.1/pl/List.lua" },
  { script: "libraries", needs: "/usr/share/lua/5.1/argparse.lua" },
  { script: "luaunit", needs: "/usr/share/lua/5.1/luaunit.lua" },
  { script: "markdown", needs: "/usr/share/lua/5.1/markdown.lua", versions: ["5.1"] },
  { script: "luarocks", needs: "/usr/bin/luarocks", versions: ["5.1"] },
];

const redisPort = freePort();
let redis: ChildProcess | undefined;
const skipRedis = skipWithout("redis-server", ["--version"]);

before(async () => {
  if (skipRedis !== false) return;
  redis = spawn("redis-server", ["--port", String(redisPort), "--bind", "127.0.0.1", "--save", ""], {
    stdio: "ignore",
    timeout: 120_000,
  });
  for (;;) {
    const [client] = socket.connect("127.0.0.1", redisPort);
    if (client !== undefined) return void client.close();
    assert.equal(redis.exitCode, null, "redis-server has ended");
    await new Promise(setImmediate);
  }
});

after(async () => {
  if (redis === undefined || redis.exitCode !== null) return;
  redis.kill();
  await once(redis, "exit");
});

/** Where Debian has modules: some packages come for some versions only, and run on all. */
function modulePath(version: LuaVersion): string {
  const folders = [version, "5.3", "5.2", "5.1"].map((folder) => `/usr/share/lua/${folder}`);
  return folders.map((folder) => `${folder}/?.lua;${folder}/?/init.lua`).join(";");
}

/** Each run has a folder of its own. */
function shown(outcome: Outcome): Outcome {
  return { ...outcome, stdout: outcome.stdout.replaceAll(/[^ ]*\/luasocket-\w+/g, "<folder>") };
}

for (const { script, needs, versions = LUA_VERSIONS } of SUBJECTS) {
  for (const version of versions) {
    const skip =
      skipWithout(`lua${version}`, ["-lsocket", "-e", ""]) ||
      skipWithout("test", ["-e", needs]) ||
      (script === "redis" && skipRedis);
    test(`${script} (Lua ${version})`, { skip }, () => {
      const text = readFileSync(join(packageRoot, "test", "programs", `${script}.lua`), "latin1");
      const env = { REDIS_PORT: String(redisPort) };
      const path = `${modulePath(version)};;`;
      const native = shown(runNative(version, { script: text, env: { ...env, LUA_PATH: path } }));
      assert.equal(native.status, 0, native.stderr);
      assert.ok(native.stdout.length > 20);
      const withFiles = { script: text, env: { ...env, LUA_PATH: path } };
      assert.deepEqual(shown(runOurs(version, withFiles)), native);
      assert.deepEqual(shown(runOurs(version, withFiles, ["--event-loop"])), native);
      // Without LUA_PATH the modules of this package come first.
      const init = `package.path = package.path .. ";${modulePath(version)}"`;
      assert.deepEqual(shown(runOurs(version, { script: text, env: { ...env, LUA_INIT: init } })), native);
    });
  }
}

for (const version of LUA_VERSIONS) {
  test(`a module in C is missed by its name (Lua ${version})`, () => {
    for (const name of ["lpeg", "cjson", "lfs", "ssl.core"]) {
      const { stdout } = runOurs(version, { script: `print(select(2, pcall(require, "${name}")))` });
      assert.ok(stdout.includes(`module '${name}' not found`), stdout);
      assert.ok(
        stdout.includes(`no module '${name}' in luasocket, which loads no modules written in C`),
        stdout,
      );
    }
  });
}
