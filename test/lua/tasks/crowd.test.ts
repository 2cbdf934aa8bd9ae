// Ten thousand connections to a Lua program in an event loop.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import blocking from "luasocket";
import { CLI, LUA_VERSIONS } from "../../support/lua-commands.ts";
import { openSockets } from "../../support/open-sockets.ts";
import { Program, packageRoot, testFile } from "../../support/program.ts";

const CONNECTIONS = 10_000;
const NEEDED = 2 * CONNECTIONS;
/** Ends what hangs. How long this much work takes depends on how many others want the processors. */
const LIMIT_MS = 300_000;
const crowdProgram = testFile(import.meta.url, "../../js/promises/crowd-program");
const script = join(packageRoot, "test", "lua", "tasks", "echo-tasks.lua");

const skip =
  blocking._SETSIZE < NEEDED &&
  `NOT TESTED: ${CONNECTIONS} connections. "ulimit -n" is ${blocking._SETSIZE}, and must be ${NEEDED}`;
// A skipped test is easily overlooked.
if (skip) console.error(skip);

for (const version of LUA_VERSIONS) {
  test(`ten thousand connections are served by tasks (Lua ${version})`, {
    skip,
    timeout: LIMIT_MS,
  }, async (t) => {
    const server = new Program(
      t,
      [process.execPath, CLI, "--lua", version, "--event-loop", script],
      {},
      LIMIT_MS,
    );
    const [, port] = await server.says(/port (\d+)\./);
    const sockets = (): number => openSockets(server.child.pid);
    const before = sockets();
    const kilobytes = (): number => {
      const [client] = blocking.connect("127.0.0.1", Number(port));
      assert.ok(client);
      client.send("memory\n");
      const [line] = client.receive();
      client.close();
      return Number(line);
    };
    const serveAll = async (): Promise<number> => {
      const command = [process.execPath, crowdProgram, `${port}`, `${CONNECTIONS}`];
      const crowd = new Program(t, command, {}, LIMIT_MS);
      await crowd.says(/in turn/);
      assert.equal(sockets(), before + CONNECTIONS);
      assert.equal(await crowd.ends(), 0, `${crowd.stdout}${crowd.stderr}`);
      // The server hears of the ends one by one.
      while (sockets() !== before) await new Promise(setImmediate);
      return kilobytes();
    };

    const first = await serveAll();
    const second = await serveAll();
    assert.ok(second < first * 1.1, `${first} KiB, then ${second}`);
    assert.equal(server.stderr, "");
  });
}
