// connect to a name with several addresses (RFC 8305), in every binding. The names come from a hosts file in a mount namespace.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { skipWithoutNamespace, withHostsFile } from "../../support/hosts-file.ts";
import { CLI, LUA_VERSIONS } from "../../support/lua-commands.ts";
import { Program } from "../../support/program.ts";

const folder = mkdtempSync(join(tmpdir(), "luasocket-addresses-"));
after(() => rmSync(folder, { recursive: true }));

const WITH_HOSTS = withHostsFile(
  [
    "127.0.0.1 localhost",
    ...["127.0.0.2 three", "127.0.0.3 three", "127.0.0.4 three"],
    ...["::1 both", "127.0.0.4 both"],
  ].join("\n"),
);

/** Output of each program. */
const EXPECTED = [
  "the third listens: 1 127.0.0.4",
  "socket.connect: 127.0.0.4",
  "nobody listens: connection refused",
  "socket.connect, nobody listens: connection refused",
  "IPv6 refuses, IPv4 accepts: 1 127.0.0.4",
  "the first is silent: 1 127.0.0.4",
  "options stay: 1 127.0.0.4 true same fd",
  "a bound socket stays bound: 1 127.0.0.4 same port",
  "never waits: timeout",
  "all are silent: timeout",
  "socket.connect after that: connection refused",
];

const JAVASCRIPT = `
  const say = (...words) => console.log(words.join(" "));
  const must = ([value, error]) => {
    if (value === undefined) throw new Error(error);
    return value;
  };
  const outcome = ([value, error]) => value ?? error;
  const peer = (tcp) => tcp.getpeername()[0];
  const kept = [];
  /** Has an address accept no connection more: its queue is full. */
  async function silence(host, port) {
    const server = must(socket.tcp());
    server.setoption("reuseaddr", true);
    must(await server.bind(host, port));
    must(server.listen(0));
    for (let count = 0; count < 2; count++) {
      const client = must(socket.tcp());
      client.settimeout(0);
      await client.connect(host, port);
      kept.push(client);
    }
    kept.push(server);
  }

  const server = must(await socket.bind("127.0.0.4", 0));
  const port = server.getsockname()[1];
  let tcp = must(socket.tcp());
  say("the third listens:", outcome(await tcp.connect("three", port)), peer(tcp));
  say("socket.connect:", peer(must(await socket.connect("three", port))));
  tcp = must(socket.tcp());
  say("nobody listens:", outcome(await tcp.connect("three", 1)));
  say("socket.connect, nobody listens:", outcome(await socket.connect("three", 1)));
  tcp = must(socket.tcp());
  say("IPv6 refuses, IPv4 accepts:", outcome(await tcp.connect("both", port)), peer(tcp));

  await silence("127.0.0.2", port);
  tcp = must(socket.tcp());
  tcp.settimeout(20);
  say("the first is silent:", outcome(await tcp.connect("three", port)), peer(tcp));
  tcp = must((socket.tcp4 ?? socket.tcp)());
  tcp.settimeout(20);
  tcp.setoption("tcp-nodelay", true);
  const fd = tcp.getfd();
  say("options stay:", outcome(await tcp.connect("three", port)), peer(tcp), tcp.getoption("tcp-nodelay")[0],
    fd === tcp.getfd() ? "same fd" : "another fd");
  tcp = must(socket.tcp());
  tcp.settimeout(3);
  must(await tcp.bind("127.0.0.1", 0));
  const local = tcp.getsockname()[1];
  say("a bound socket stays bound:", outcome(await tcp.connect("three", port)), peer(tcp),
    local === tcp.getsockname()[1] ? "same port" : "another port");
  tcp = must(socket.tcp());
  tcp.settimeout(0);
  say("never waits:", outcome(await tcp.connect("three", port)));
  await silence("127.0.0.3", port);
  server.close();
  await silence("127.0.0.4", port);
  tcp = must(socket.tcp());
  tcp.settimeout(0.6);
  say("all are silent:", outcome(await tcp.connect("three", port)));
  say("socket.connect after that:", outcome(await socket.connect("three", 1)));
  process.exit();
`;

const LUA = `
local socket = socket or require "socket"
local function say(...) print(table.concat({...}, " ")) end
local function outcome(value, err) return value and "1" or err end
local function peer(tcp) return (tcp:getpeername()) end
local function bind(host, port)
  local server = assert(socket.tcp())
  server:setoption("reuseaddr", true)
  assert(server:bind(host, port))
  return server
end
local function connect(host, port)
  if socket.connect then return socket.connect(host, port) end
  local tcp = assert(socket.tcp())
  local ok, err = tcp:connect(host, port)
  return ok and tcp, err
end
local kept = {}
local function silence(host, port)
  local server = bind(host, port)
  assert(server:listen(0))
  for _ = 1, 2 do
    local client = assert(socket.tcp())
    client:settimeout(0)
    client:connect(host, port)
    kept[#kept + 1] = client
  end
  kept[#kept + 1] = server
end

local server = bind("127.0.0.4", 0)
assert(server:listen(32))
local _, port = server:getsockname()
local tcp = assert(socket.tcp())
say("the third listens:", outcome(tcp:connect("three", port)), peer(tcp))
say("socket.connect:", peer(assert(connect("three", port))))
tcp = assert(socket.tcp())
say("nobody listens:", outcome(tcp:connect("three", 1)))
say("socket.connect, nobody listens:", outcome(connect("three", 1)))
tcp = assert(socket.tcp())
say("IPv6 refuses, IPv4 accepts:", outcome(tcp:connect("both", port)), peer(tcp))

silence("127.0.0.2", port)
tcp = assert(socket.tcp())
tcp:settimeout(20)
say("the first is silent:", outcome(tcp:connect("three", port)), peer(tcp))
tcp = assert((socket.tcp4 or socket.tcp)())
tcp:settimeout(20)
tcp:setoption("tcp-nodelay", true)
local fd = tcp:getfd()
say("options stay:", outcome(tcp:connect("three", port)), peer(tcp), tostring(tcp:getoption("tcp-nodelay")),
  fd == tcp:getfd() and "same fd" or "another fd")
tcp = assert(socket.tcp())
tcp:settimeout(3)
assert(tcp:bind("127.0.0.1", 0))
local _, lport = tcp:getsockname()
say("a bound socket stays bound:", outcome(tcp:connect("three", port)), peer(tcp),
  select(2, tcp:getsockname()) == lport and "same port" or "another port")
tcp = assert(socket.tcp())
tcp:settimeout(0)
say("never waits:", outcome(tcp:connect("three", port)))
silence("127.0.0.3", port)
server:close()
silence("127.0.0.4", port)
tcp = assert(socket.tcp())
tcp:settimeout(0.6)
say("all are silent:", outcome(tcp:connect("three", port)))
say("socket.connect after that:", outcome(connect("three", 1)))
os.exit(0, false)
`;

const script = join(folder, "script.lua");
writeFileSync(script, LUA);

const javascript = (entry: string): string[] => [
  process.execPath,
  "--input-type=module",
  "-e",
  `import socket from "${entry}";${JAVASCRIPT}`,
];
const inWorker = (entry: string): string[] => [
  process.execPath,
  "--input-type=module",
  "-e",
  `import { Worker } from "node:worker_threads";
   const source = ${JSON.stringify(`const { default: socket } = await import("${entry}");${JAVASCRIPT}`)};
   new Worker(new URL("data:text/javascript," + encodeURIComponent(source.replace("${entry}", import.meta.resolve("${entry}")))));`,
];
const lua = (...options: readonly string[]): string[] => [process.execPath, CLI, ...options, script];

const BINDINGS: Readonly<Record<string, readonly string[]>> = {
  blocking: javascript("luasocket"),
  promises: javascript("luasocket/promises"),
  "blocking, in a worker": inWorker("luasocket"),
  "promises, in a worker": inWorker("luasocket/promises"),
  "the TCP of 2.0": javascript("luasocket/2.0"),
  ...Object.fromEntries(
    LUA_VERSIONS.flatMap((version) => [
      [`Lua ${version}`, lua("--lua", version)],
      [`Lua ${version} in the event loop`, lua("--lua", version, "--event-loop")],
      [`Lua ${version}, dialect 2.0`, lua("--lua", version, "--dialect", "2.0")],
      [`Lua ${version}, dialect defold`, lua("--lua", version, "--dialect", "defold")],
    ]),
  ),
};

for (const [name, command] of Object.entries(BINDINGS)) {
  test(`each address of a name has an attempt of its own: ${name}`, {
    skip: skipWithoutNamespace,
  }, async (t) => {
    const program = new Program(t, [...WITH_HOSTS, ...command]);
    const code = await program.ends();
    assert.deepEqual(program.stdout.toString().trimEnd().split("\n"), EXPECTED, program.stderr);
    assert.equal(code, 0, program.stderr);
  });
}
