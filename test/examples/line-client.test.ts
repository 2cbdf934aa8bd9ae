import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import test, { type TestContext } from "node:test";
import { Program } from "../support/program.ts";

interface Conversation {
  readonly client: Program;
  /** The server's end, which a test writes to as it likes. */
  readonly server: Socket;
}

async function converse(t: TestContext, commands: readonly string[]): Promise<Conversation> {
  const listener = createServer().listen(0, "127.0.0.1");
  t.after(() => listener.close());
  await once(listener, "listening");
  const { port } = listener.address() as { port: number };
  const client = new Program(t, [
    process.execPath,
    "examples/line-client.mjs",
    "127.0.0.1",
    String(port),
    ...commands,
  ]);
  const [server] = (await once(listener, "connection")) as [Socket];
  t.after(() => server.destroy());
  server.setEncoding("latin1").on("error", () => {});
  return { client, server };
}

test("line-client.mjs puts together an answer that comes in pieces", async (t) => {
  const { client, server } = await converse(t, ["HELP", "QUIT"]);
  assert.deepEqual(await once(server, "data"), ["HELP\r\n"]);
  server.write("214 Gr\xc3", "latin1");
  // Half of a character waits for its rest.
  await client.says(/\.\.\. "214 Gr"\n/);
  server.write("\xbc\xc3\x9fe, ", "latin1");
  await client.says(/\.\.\. "214 Gr\xc3\xbc\xc3\x9fe, "\n/);
  server.write("world\r\n");
  assert.deepEqual(await once(server, "data"), ["QUIT\r\n"]);
  server.end("221 bye\r\n");
  assert.equal(await client.ends(), 0, client.stderr);
  // How often it waits is the machine's affair.
  const answers = client.stdout.toString().replace(/^\.\.\. .*\n/gm, "");
  assert.equal(answers, "> HELP\n< 214 Grüße, world\n> QUIT\n< 221 bye\n");
  assert.equal(client.stderr, "");
});

test("line-client.mjs gives up when the server leaves inside a line", async (t) => {
  const { client, server } = await converse(t, ["HELP"]);
  await once(server, "data");
  server.end("214 no e");
  assert.equal(await client.ends(), 1);
  assert.equal(client.stderr, "line-client: closed\n");
});

test("line-client.mjs says that nobody listens, and exits with 1", async (t) => {
  // Port 1 of loopback (tcpmux) is nobody's on any machine in use.
  const client = new Program(t, [process.execPath, "examples/line-client.mjs", "127.0.0.1", "1", "HELP"]);
  assert.equal(await client.ends(), 1);
  assert.equal(client.stderr, "line-client: connection refused\n");
});

test("line-client.mjs talks to echo-server.lua", async (t) => {
  const server = new Program(t, [
    process.execPath,
    "dist/bundle/cli.js",
    "examples/echo-server.lua",
    "--clients",
    "1",
  ]);
  const [, port] = await server.says(/^listening on 127\.0\.0\.1 (\d+)\n/);
  const client = new Program(t, [
    process.execPath,
    "examples/line-client.mjs",
    "127.0.0.1",
    port as string,
    "one",
    "two",
  ]);
  assert.equal(await client.ends(), 0, client.stderr);
  assert.equal(await server.ends(), 0, server.stderr);
  assert.equal(client.stdout.toString(), "> one\n< one\n> two\n< two\n");
});
