// A policy holds for Lua programs: blocking and in an event loop, in a VM of ours and in an engine of another package.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createRequire } from "node:module";
import net from "node:net";
import test, { type TestContext } from "node:test";
import blocking from "luasocket";
import { createLua, type Engine, install, type Policy } from "#src/lua.ts";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

const VERSIONS = ["5.4", "5.1"] as const;

/** Runs code under a policy in each version, blocking and in an event loop; gives what it returns. */
async function everywhere(
  policy: Policy,
  code: string,
  check: (results: unknown[]) => void,
  ...args: (string | number)[]
): Promise<void> {
  for (const version of VERSIONS) {
    using lua = createLua({ version, policy });
    check(lua.run(code, ...args));
    using eventLoop = createLua({ version, policy, eventLoop: true });
    check(await eventLoop.run(code, ...args));
  }
}

function server(t: TestContext): number {
  const listening = must(blocking.bind("127.0.0.1", 0));
  t.after(() => listening.close());
  return listening.getsockname()[1] as number;
}

/** Calls `f` and puts its error, or its first result, into a list. */
const PRELUDE = `
  local socket = require "socket"
  local seen = {}
  local function see(value, err) seen[#seen + 1] = tostring(value) .. " " .. tostring(err) end
  local function report() return table.concat(seen, ", ") end
`;

test("every way to a peer is refused in Lua as in TypeScript", async (t) => {
  const port = server(t);
  const hosts = [
    "127.0.0.1",
    "localhost",
    "127.1",
    "0x7f.1",
    "2130706433",
    "0",
    "::1",
    "::ffff:127.0.0.1",
    "localhost\0.org",
  ];
  await everywhere(
    { connect: { deny: ["127.0.0.0/8", "::1"] } },
    `${PRELUDE}
     local port = ...
     for _, host in ipairs { ${hosts.map((host) => JSON.stringify(host).replace("\\u0000", "\\0")).join(", ")} } do
       see(socket.connect(host, port))
       local tcp = socket.tcp()
       see(tcp:connect(host, port))
       see(socket.udp():setpeername(host, port))
       see(socket.connect4(host, port) == nil)
     end
     see(socket.udp():sendto("x", "127.0.0.1", port))
     see(socket.udp4():sendto("x", "127.1", port))
     return report()`,
    ([report]) => {
      const each = "nil permission denied, nil permission denied, nil permission denied, true nil";
      const expected = [...hosts.map(() => each), "nil permission denied", "nil permission denied"].join(
        ", ",
      );
      assert.equal(report, expected);
    },
    port,
  );
});

test("where Lua listens, which names it looks up, paths and groups", async () => {
  await everywhere(
    { listen: ["127.0.0.1:0"], connect: ["example.org"] },
    `${PRELUDE}
     local unix = require "socket.unix"
     see(socket.bind("*", 0))
     see(socket.bind("127.0.0.2", 0))
     see(socket.bind("127.0.0.1", 0) ~= nil)
     see(socket.tcp4():listen())
     see(socket.udp():setsockname("*", 0))
     see(socket.dns.toip("attacker.example"))
     see(socket.dns.tohostname("192.0.2.1"))
     see(socket.dns.getaddrinfo("attacker.example"))
     see(socket.dns.getnameinfo("192.0.2.1"))
     see(unix.stream():connect("/tmp/x"))
     see(unix.dgram():sendto("x", "/tmp/x"))
     see(unix.stream():bind("\\0x"))
     see(socket.udp4():setoption("ip-add-membership", { multiaddr = "239.1.1.1", interface = "*" }))
     return report()`,
    ([report]) => {
      const expected = Array(13).fill("nil permission denied");
      expected[2] = "true nil";
      assert.equal(report, expected.join(", "));
    },
  );
});

test("http does not follow a redirect to what is refused", async (t) => {
  const port = server(t);
  // One that redirects and is allowed, in a thread of its own: the program blocks this one.
  const web = net.createServer((connection) => {
    connection.on("error", () => {});
    connection.once("data", () =>
      connection.end(
        `HTTP/1.1 302 Found\r\nLocation: http://localhost:${port}/secret\r\nContent-Length: 0\r\n\r\n`,
      ),
    );
  });
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  t.after(() => web.close());
  const allowed = (web.address() as net.AddressInfo).port;
  for (const version of VERSIONS) {
    const policy = { connect: [`127.0.0.1:${allowed}`] };
    using lua = createLua({ version, policy, eventLoop: true });
    const code = `
      local http = require "socket.http"
      local body, err = http.request((...))
      local _, code = http.request { url = (...), redirect = false }
      return tostring(body) .. " " .. tostring(err), code`;
    assert.deepEqual(await lua.run(code, `http://127.0.0.1:${allowed}/`), ["nil permission denied", 302]);
  }
});

test("ftp does not go where a server's PASV, or its own port, points to", async (t) => {
  const port = server(t);
  await everywhere(
    { connect: ["127.0.0.1:21"], listen: ["127.0.0.1:0"] },
    `local ftp = require "socket.ftp"
     local port = ...
     local replies = { "220 here", "227 Entering (127,0,0,1," .. math.floor(port / 256) .. "," .. port % 256 .. ")" }
     local control = {
       settimeout = function() return 1 end, connect = function() return 1 end, close = function() return 1 end,
       send = function(_, line) return #line end,
       receive = function() return table.remove(replies, 1) or "150 fine" end,
     }
     local session = ftp.open("127.0.0.1", 21, function() return control end)
     session:greet()
     session:pasv()
     local socket = require "socket"
     local got, err = socket.protect(function() session:receive { path = "x", sink = function() return 1 end } end)()
     return got == nil, err`,
    (results) => assert.deepEqual(results, [true, "permission denied"]),
    port,
  );
});

test("descriptors are no way round it: setfd, select", async (t) => {
  const port = server(t);
  const free = must(blocking.connect("127.0.0.1", port));
  t.after(() => free.close());
  await everywhere(
    { listen: true },
    `${PRELUDE}
     local fd = ...
     local tcp = socket.tcp4()
     see(tcp:setfd(fd))
     see(tcp:setfd(0))
     see(tcp:getfd() ~= fd)
     see(socket.udp4():setfd(fd))
     see(require("socket.unix").stream():setfd(fd))
     -- Nor can a program see what others' descriptors are ready for.
     local foreign = { getfd = function() return fd end, dirty = function() return false end }
     local _, writable, err = socket.select(nil, { foreign }, 0)
     see(#writable, err)
     local server = socket.bind("127.0.0.1", 0)
     local mine = { getfd = function() return server:getfd() end, dirty = function() return true end }
     see(#(socket.select({ mine }, nil, 0)))
     return report()`,
    ([report]) =>
      assert.equal(
        report,
        "nil permission denied, nil permission denied, true nil, nil permission denied, " +
          "nil permission denied, 0 timeout, 1 nil",
      ),
    free.getfd(),
  );
  assert.deepEqual(free.send("x"), [1]);
});

test("what is allowed works, and a server's clients are under the policy, too", async () => {
  await everywhere(
    { listen: ["127.0.0.1:0"], connect: ["127.0.0.1"] },
    `local socket = require "socket"
     local server = assert(socket.bind("127.0.0.1", 0))
     local _, port = server:getsockname()
     local client = assert(socket.connect("127.0.0.1", port))
     local peer = assert(server:accept())
     client:send("hello\\n")
     local line = peer:receive()
     local refused = select(2, peer:setfd(0))
     for _, object in ipairs { server, client, peer } do object:close() end
     return line, refused`,
    (results) => assert.deepEqual(results, ["hello", "permission denied"]),
  );
});

test("in Defold's dialect, and in the first 2.0", (t) => {
  const port = server(t);
  for (const dialect of ["defold", "2.0"] as const) {
    using lua = createLua({ dialect, policy: {} });
    const code = `
      local socket = socket or require "socket"
      return select(2, socket.connect("127.0.0.1", (...))), select(2, socket.tcp():connect("127.0.0.1", (...)))`;
    assert.deepEqual(lua.run(code, port), ["permission denied", "permission denied"]);
  }
});

const require = createRequire(import.meta.url);

interface RunningEngine extends Engine {
  readonly global: Engine["global"] & { close(): void };
  doStringSync(code: string): unknown;
}

const ENGINES: readonly (readonly [string, () => Promise<RunningEngine>])[] = [
  ["wasmoon", () => new (require("wasmoon").LuaFactory)().createEngine()],
  ["wasmoon-lua5.1", () => require("wasmoon-lua5.1").Lua.create()],
];

for (const [name, create] of ENGINES) {
  test(`install gives an engine of ${name} LuaSocket under a policy and limits`, async (t) => {
    const port = server(t);
    const engine = await create();
    t.after(() => engine.global.close());
    assert.throws(() => install(engine, { policy: { connect: ["10.0.0.0/33"] } }), /policy\.connect/);
    install(engine, { policy: { connect: [`127.0.0.1:${port}`] }, limits: { line: 3 } });
    const results = engine.doStringSync(`
      local socket = require "socket"
      local client = assert(socket.connect("127.0.0.1", ${port}))
      local line = client:getlimits().line
      client:close()
      return tostring(select(2, socket.connect("127.0.0.2", ${port}))) .. " " .. line`);
    assert.equal(results, "permission denied 3");
  });
}

test("a policy and limits that are none throw at createLua", () => {
  const create = createLua as (options: unknown) => unknown;
  assert.throws(
    () => create({ policy: { connect: ["example.org:99999"] } }),
    /policy\.connect: .* at most 65535/,
  );
  assert.throws(() => create({ limits: { line: "long" } }), /limits\.line: a number of bytes/);
  assert.throws(
    () => create({ sandbox: { files: [] } }),
    /sandbox: unknown key "files"; the keys are read, write, env, run/,
  );
  assert.throws(() => create({ sandbox: 1 }), /sandbox: object expected, got number/);
});

test("limits hold in Lua: set by the host, by the program, for a server's clients", async () => {
  for (const version of VERSIONS) {
    using lua = createLua({ version, limits: { line: 5 }, eventLoop: true });
    const results = await lua.run(`
      ${PRELUDE}
      local server = assert(socket.bind("127.0.0.1", 0))
      local peer = assert(socket.connect("127.0.0.1", (select(2, server:getsockname()))))
      server:setlimits { all = 8, count = 100 }
      local client = assert(server:accept())
      local function receive(...)
        local data, err, partial = client:receive(...)
        seen[#seen + 1] = (data and "=" .. data) or (err .. "=" .. partial)
      end
      local limits = client:getlimits()
      seen[1] = limits.line .. " " .. limits.all .. " " .. limits.count
      peer:send("12345\\n123456\\n")
      receive() receive() receive()
      receive(101) receive("*l", "123456")
      client:setlimits { line = false, count = false }
      peer:send("123456789\\n")
      receive()
      peer:send("0123456789")
      peer:close()
      receive "*a" receive(2)
      seen[#seen + 1] = tostring(client:getlimits().line)
      for _, wrong in ipairs { { lines = 1 }, { line = -1 }, { line = "x" }, { [1] = 1 }, 5 } do
        local ok, message = pcall(function() client:setlimits(wrong) end)
        seen[#seen + 1] = tostring(ok) .. " " .. message:match("bad.*")
      end
      return table.concat(seen, "|")`);
    assert.equal(
      results[0],
      "5 8 100|=12345|line too long=12345|=6|too much data=|line too long=123456|=123456789|" +
        "too much data=01234567|=89|nil" +
        [
          'limits: unknown key "lines"; the keys are line, all, count',
          "limits.line: a number of bytes, 0 or more, expected",
          "limits.line: a number of bytes, 0 or more, expected",
          'limits: unknown key "?"; the keys are line, all, count',
          "table expected, got number",
        ]
          .map((complaint) => `|false bad argument #1 to 'setlimits' (${complaint})`)
          .join(""),
    );
  }
});
