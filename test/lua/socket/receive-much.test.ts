// "*a" of many megabytes in Lua: it is gathered in the VM's memory, which may be less than it takes.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { createLua } from "luasocket/lua";
import { Program } from "../../support/program.ts";

const MEGABYTE = 2 ** 20;
const SIZE = 9 * MEGABYTE + 3;

/** The port of a server in another process, which sends SIZE bytes and closes. */
async function portOfSender(t: TestContext): Promise<number> {
  const program = `
    const bytes = Buffer.alloc(${SIZE}, "0123456789abcdef\\n");
    require("node:net").createServer((client) => client.on("error", () => {}).end(bytes)).listen(0, "127.0.0.1", function () {
      console.log("port", this.address().port);
    });`;
  const [, port] = await new Program(t, [process.execPath, "-e", program]).says(/port (\d+)\n/);
  return Number(port);
}

const expected = Buffer.alloc(SIZE, "0123456789abcdef\n");

for (const version of ["5.4", "5.1"] as const) {
  test(`Lua ${version} receives millions of bytes as they are sent`, async (t) => {
    const port = await portOfSender(t);
    using lua = createLua({ version, encoding: "buffer" });
    const [data] = lua.run(
      'local client = require("socket").connect("127.0.0.1", ...) return (client:receive("*a"))',
      port,
    );
    assert.ok(expected.equals(data as Buffer));
  });

  test(`Lua ${version} says that there is not enough memory, and what has come can still be received`, async (t) => {
    const port = await portOfSender(t);
    using lua = createLua({ version, encoding: "buffer", memoryLimitBytes: 24 * MEGABYTE });
    const [message, first] = lua.run(
      `local client = require("socket").connect("127.0.0.1", ...)
       local _, message = pcall(client.receive, client, "*a")
       collectgarbage()
       return message, (client:receive(17))`,
      port,
    );
    assert.match(String(message), /not enough memory/);
    assert.equal(String(first), "0123456789abcdef\n");
  });
}
