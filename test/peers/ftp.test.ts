// Files to and from pyftpdlib.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { folderWith } from "./dnsmasq.ts";
import { luaClients, runClient } from "./lua-clients.ts";

/** Debian's, which has the package python3-pyftpdlib. */
const PYTHON = "/usr/bin/python3";
const skip = skipWithout(PYTHON, ["-c", "import pyftpdlib"]);

const content = randomBytes(1 << 20);

interface Place {
  readonly port: string;
  readonly server: string;
  readonly client: string;
}

async function ftpServer(t: TestContext): Promise<Place> {
  const [server, client] = [folderWith(t, {}), folderWith(t, { in: content })];
  mkdirSync(join(server, "dir"));
  writeFileSync(join(server, "dir", "a"), "one\n");
  const [, port] = await new Program(t, [PYTHON, "test/peers/ftp-server.py", server]).says(/^(\d+)\n/);
  return { port: port as string, server, client };
}

/** What the client's result is, by what it does. */
const results: readonly [action: string, behaviour: string, result: readonly string[]][] = [
  ["simple", "put and get take URLs, and text has other line ends", ["13", "13", "put / and / get!"]],
  ["list", "NLST lists a folder", ["a / "]],
  ["commands", "commands rename, and fail", ["1", "nil", "550 No such file or directory."]],
  ["anonymous", "USER and PASSWORD let in who says nothing", ["one / "]],
  ["readonly", "what is not allowed is the server's error", ["nil", "550 Not enough privileges."]],
  ["wrong", "a wrong password is the server's error", ["nil", "530 Authentication failed."]],
  ["missing", "a missing file is the server's error", ["nil", "550 No such file or directory."]],
];

for (const client of luaClients) {
  const options = { skip: skip || client.skip };

  async function run(t: TestContext, action: string, place: Place): Promise<readonly string[]> {
    return await runClient(t, client, "test/peers/ftp-client.lua", [place.port, action, place.client]);
  }

  test(`FTP: 1 MB goes there and back, with ${client.name}`, options, async (t) => {
    const place = await ftpServer(t);
    assert.deepEqual(await run(t, "binary", place), [String(content.length), "1"]);
    assert.deepEqual(readFileSync(join(place.server, "dir", "there and.back")), content);
    assert.deepEqual(readFileSync(join(place.client, "out")), content);
  });

  for (const [action, behaviour, result] of results) {
    test(`FTP: ${behaviour}, with ${client.name}`, options, async (t) => {
      assert.deepEqual(await run(t, action, await ftpServer(t)), result);
    });
  }

  // LuaSocket's own active mode works on no Lua later than 5.1.
  if (client.modules !== "@luasocket/") continue;

  for (const command of ["port", "eprt"]) {
    test(
      `FTP: 1 MB goes there and back in active mode (${command}), with ${client.name}`,
      options,
      async (t) => {
        const place = await ftpServer(t);
        assert.deepEqual(await run(t, command, place), [String(content.length)]);
        assert.deepEqual(readFileSync(join(place.server, "active")), content);
        assert.deepEqual(readFileSync(join(place.client, "out")), content);
      },
    );
  }

  test(`FTP: a session changes between passive and active mode, with ${client.name}`, options, async (t) => {
    assert.deepEqual(await run(t, "both", await ftpServer(t)), ["one / ".repeat(5)]);
  });
}
