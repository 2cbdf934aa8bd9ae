// connect to a host of several addresses: which of them are tried, and what ends the call.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import blocking, { type TcpServer } from "luasocket";
import defold from "luasocket/defold";
import { createLua } from "luasocket/lua";
import socket from "luasocket/promises";
import type { Sockaddr } from "#src/os/address/sockaddr.ts";
import { platform } from "#src/os/platform/platform.ts";
import { AddressLookup } from "#src/os/resolver/addrinfo.ts";
import { must } from "../../support/connected-pair.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";
import { leavesNoSocketOpen, openSockets } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

/** A limit for waits that run out, in seconds. */
const SHORT = 0.05;
/** poll's milliseconds are whole, and cut; timers run in whole ones, too. */
const TOLERANCE_MS = 1.5;

/** A name that the resolver knows wherever the tests run. */
const NAME = "localhost";

const hasIPv6 = (() => {
  const [server] = blocking.bind("::1", 0);
  server?.close();
  return server !== undefined;
})();
const skip = !hasIPv6 && "no IPv6 here";

interface End {
  readonly host: string;
  readonly port: number;
}

/** Has each lookup of the test give these addresses. */
function resolvesTo(t: TestContext, ...ends: readonly End[]): void {
  const addresses = ends.map(pack);
  Object.defineProperty(AddressLookup.prototype, "result", { get: () => addresses, configurable: true });
  t.after(() => Reflect.deleteProperty(AddressLookup.prototype, "result"));
}

function pack({ host, port }: End): Sockaddr {
  const lookup = new AddressLookup({
    host,
    service: String(port),
    family: platform.AF_UNSPEC,
    socketType: platform.SOCK_STREAM,
    passive: false,
    numeric: true,
  });
  lookup.run();
  return (lookup.result as Sockaddr[])[0] as Sockaddr;
}

/** A server that accepts without a wait. */
function serves(t: TestContext, host: string, backlog?: number): End & { server: TcpServer } {
  const server = must(blocking.bind(host, 0, backlog));
  server.settimeout(0);
  t.after(() => server.close());
  return { server, host, port: server.getsockname()[1] as number };
}

/** Where a connect waits: a server whose queue is full (Linux takes one more than the backlog). */
function holds(t: TestContext, host: string): End {
  const end = serves(t, host, 0);
  const first = must(blocking.connect(host, end.port));
  t.after(() => first.close());
  return end;
}

/** Where nobody listens: a socket that is bound keeps the port from others. */
function refuses(t: TestContext, host: string): End {
  const [tcp] = blocking.tcp();
  t.after(() => tcp.close());
  must(tcp.bind(host, 0));
  return { host, port: tcp.getsockname()[1] as number };
}

for (const binding of [blocking, socket]) {
  const kind = binding === blocking ? "blocking" : "promises";

  test(`each address is tried until one connects (${kind})`, { skip }, async (t) => {
    const { port, ...end } = serves(t, "127.0.0.1");
    resolvesTo(t, refuses(t, "::1"), { ...end, port }, holds(t, "::1"));
    const [tcp] = binding.tcp();
    t.after(() => tcp.close());
    assert.deepEqual(await tcp.connect(NAME, 1), [1]);
    assert.deepEqual(tcp.getpeername(), ["127.0.0.1", port, "inet"]);
    assert.equal(tcp.getfamily(), "inet4");
  });

  test(`when every address refuses, the call fails with that (${kind})`, { skip }, async (t) => {
    resolvesTo(t, refuses(t, "::1"), refuses(t, "127.0.0.1"));
    const [tcp] = binding.tcp();
    t.after(() => tcp.close());
    assert.deepEqual(await tcp.connect(NAME, 1), [undefined, "connection refused"]);
  });

  test(`a silent address does not keep the next one from its attempt (${kind})`, { skip }, async (t) => {
    const { port, ...end } = serves(t, "127.0.0.1");
    resolvesTo(t, holds(t, "::1"), { ...end, port });
    const [tcp] = binding.tcp();
    t.after(() => tcp.close());
    assert.deepEqual(await tcp.connect(NAME, 1), [1]);
    assert.deepEqual(tcp.getpeername(), ["127.0.0.1", port, "inet"]);
  });

  for (const mode of ["b", "t"] as const) {
    test(`one limit covers all addresses ("${mode}", ${kind})`, { skip }, async (t) => {
      resolvesTo(t, holds(t, "::1"), holds(t, "127.0.0.1"));
      const [tcp] = binding.tcp();
      t.after(() => tcp.close());
      // Longer than the delay between two attempts, so that both are under way when it ends.
      tcp.settimeout(0.3, mode);
      const start = performance.now();
      assert.deepEqual(await tcp.connect(NAME, 1), [undefined, "timeout"]);
      assert.ok(performance.now() - start >= 300 - TOLERANCE_MS);
    });
  }

  test(`a refusal by the first address leaves the limit to the others (${kind})`, { skip }, async (t) => {
    resolvesTo(t, refuses(t, "::1"), holds(t, "127.0.0.1"));
    const [tcp] = binding.tcp();
    t.after(() => tcp.close());
    tcp.settimeout(SHORT);
    const start = performance.now();
    assert.deepEqual(await tcp.connect(NAME, 1), [undefined, "timeout"]);
    assert.ok(performance.now() - start >= SHORT * 1000 - TOLERANCE_MS);
  });
}

for (const [name, dialect] of [
  ["LuaSocket 3.1", blocking],
  ["Defold", defold],
] as const) {
  test(`with a limit of 0, ${name} tries the first address that does not fail at once`, { skip }, (t) => {
    resolvesTo(t, refuses(t, "127.0.0.1"), holds(t, "::1"), serves(t, "127.0.0.1"));
    const tcp = must(dialect.tcp());
    t.after(() => tcp.close());
    tcp.settimeout(0);
    assert.deepEqual(tcp.connect(NAME, 1), [undefined, "timeout"]);
    assert.equal(tcp.getsockname()[0], "::1");
  });
}

test("a socket that is closed while its first address is tried does not try the next", async (t) => {
  const next = serves(t, "127.0.0.1");
  resolvesTo(t, holds(t, "127.0.0.1"), next);
  const before = openSockets();
  const [tcp] = socket.tcp();
  t.after(() => tcp.close());
  const connecting = tcp.connect(NAME, 1);
  // It has a descriptor as soon as the first address is tried.
  while (tcp.getfd() < 0) await new Promise(setImmediate);
  tcp.close();
  assert.deepEqual(await connecting, [undefined, "closed"]);
  assert.equal(tcp.getfd(), -1);
  assert.equal(openSockets(), before);
  assert.deepEqual(next.server.accept(), [undefined, "timeout"]);
});

for (const version of LUA_VERSIONS) {
  test(`a socket that a task of Lua ${version} closes meanwhile does not try the next either`, async (t) => {
    resolvesTo(t, holds(t, "127.0.0.1"), serves(t, "127.0.0.1"));
    const before = openSockets();
    using lua = createLua({ version, eventLoop: true });
    const program = `
      local socket, tasks = require "socket", require "luasocket.tasks"
      local host = ...
      local tcp = socket.tcp()
      local connecting = tasks.spawn(function() return tcp:connect(host, 1) end)
      repeat socket.sleep(0) until tcp:getfd() >= 0
      tcp:close()
      local ok, err = connecting:join()
      return ok, err, tcp:getfd()`;
    assert.deepEqual(await lua.run(program, NAME), [undefined, "closed", -1]);
    assert.equal(openSockets(), before);
  });
}
