// Data out of band (tcp(7), MSG_OOB), which nothing here asks for: it is no part of the stream, and ends no wait.

import assert from "node:assert/strict";
import test from "node:test";
import { CLI } from "../support/lua-commands.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";

const SERVER = `
import socket, time
server = socket.create_server(("127.0.0.1", 0))
print("port", server.getsockname()[1], flush=True)
client, _ = server.accept()
client.sendall(b"one ")
client.send(b"!", socket.MSG_OOB)
# Not before the client waits with that alone behind what it has read.
input()
client.sendall(b"line\\n")
client.close()`;

const LUA = `
  local socket = require "socket"
  local client = assert(socket.connect("127.0.0.1", arg[1]))
  client:settimeout(0.3)
  print(client:receive(4))
  print(client:receive(4))
  print(#socket.select({ client }, nil, 0.1))
  print("go") io.stdout:flush()
  client:settimeout(20)
  print(client:receive())
  print(client:receive())`;

const TYPESCRIPT = (binding: string): string => `
  import socket from "${binding}";
  const show = (results) => console.log(Array.from({ length: 3 }, (_, at) => results[at] ?? "nil").join("\\t"));
  const [client] = await socket.connect("127.0.0.1", Number(process.argv[1]));
  client.settimeout(0.3);
  show(await client.receive(4));
  show(await client.receive(4));
  console.log((await socket.select([client], undefined, 0.1))[0].length);
  console.log("go");
  client.settimeout(20);
  show(await client.receive());
  show(await client.receive());`;

const python = skipWithout("python3", ["--version"]);
const lua = skipWithout("lua5.4", ["-e", 'require "socket"']);
const EXPECTED = "one \tnil\tnil\nnil\ttimeout\t\n0\ngo\nline\tnil\tnil\nnil\tclosed\t\n";

const WAYS: Readonly<Record<string, readonly string[]>> = {
  "the C LuaSocket": ["lua5.4", "-e", LUA, "/dev/null"],
  "the command": [process.execPath, CLI, "-e", LUA, "/dev/null"],
  "the command in the event loop": [process.execPath, CLI, "--event-loop", "-e", LUA, "/dev/null"],
  "blocking calls": [process.execPath, "--input-type=module", "-e", TYPESCRIPT("luasocket")],
  promises: [process.execPath, "--input-type=module", "-e", TYPESCRIPT("luasocket/promises")],
};

for (const [name, command] of Object.entries(WAYS)) {
  test(`data out of band is no part of the stream: ${name}`, {
    skip: python || (name.includes("C ") && lua),
  }, async (t) => {
    const server = new Program(t, ["python3", "-c", SERVER]);
    const [, port] = await server.says(/port (\d+)\n/);
    const client = new Program(t, [...command, port as string]);
    await client.says(/go\n/);
    server.child.stdin.write("\n");
    assert.equal(await client.ends(), 0, client.stderr);
    assert.equal(client.stdout.toString(), EXPECTED);
  });
}
