// Where others run while a call waits, its limits hold for all of it, the resolver's time among it.
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import blocking from "luasocket";
import { createLua } from "luasocket/lua";
import socket, { type TcpClient } from "luasocket/promises";
import { inBackground } from "#src/wait/event-loop/lookups.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

/** More than are looked up at once. */
const MANY = 16;
/** A limit for waits that run out, in seconds. */
const SHORT = 0.05;

/** Keeps the resolver busy: names wait for their turn until `free` is called. */
function busyResolver(t: TestContext): { free(): void } {
  const ends: (() => void)[] = [];
  for (let count = 0; count < MANY; count++) {
    inBackground({ run: () => {}, start: (done) => void ends.push(done) }, () => {});
  }
  const free = (): void => {
    while (ends.length > 0) ends.pop()?.();
  };
  t.after(free);
  return { free };
}

async function promisedPair(t: TestContext): Promise<{ client: TcpClient; peer: TcpClient }> {
  const [server] = await socket.bind("127.0.0.1", 0);
  assert.ok(server);
  const [, port] = server.getsockname();
  const [[client], [peer]] = await Promise.all([socket.connect("127.0.0.1", Number(port)), server.accept()]);
  server.close();
  assert.ok(client && peer);
  t.after(() => {
    client.close();
    peer.close();
  });
  return { client, peer };
}

for (const mode of ["b", "t"] as const) {
  test(`a limit of a connect covers the resolver ("${mode}")`, async (t) => {
    busyResolver(t);
    const [tcp] = socket.tcp();
    t.after(() => tcp.close());
    tcp.settimeout(SHORT, mode);
    const start = performance.now();
    assert.deepEqual(await tcp.connect("localhost", 9), [undefined, "timeout"]);
    assert.ok(performance.now() - start >= SHORT * 1000 - 2);
    const [master] = socket.tcp();
    t.after(() => master.close());
    master.settimeout(SHORT, mode);
    assert.deepEqual(await master.bind("localhost", 0), [undefined, "timeout"]);
  });
}

test("a limit covers the resolver and what comes behind it together", async (t) => {
  // A server that accepts nothing, and whose queue is full: connections to it are not made.
  const server = (await socket.bind("127.0.0.1", 0, 0))[0];
  assert.ok(server);
  t.after(() => server.close());
  const [, port] = server.getsockname();
  assert.ok(port);
  const first = (await socket.connect("127.0.0.1", port))[0];
  t.after(() => first?.close());

  const resolver = busyResolver(t);
  const [tcp] = socket.tcp();
  t.after(() => tcp.close());
  tcp.settimeout(4 * SHORT, "t");
  const connecting = tcp.connect("localhost", port);
  const later = socket.sleep(5 * SHORT).then(() => "later");
  await socket.sleep(2 * SHORT);
  resolver.free();
  // Had the limit begun anew behind the resolver, or for an address, the connect would end last.
  assert.deepEqual(await Promise.race([connecting, later]), [undefined, "timeout"]);
  await later;
});

test("with a limit of 0 the resolver is waited for, since nobody could connect by a name otherwise", async (t) => {
  const server = (await socket.bind("127.0.0.1", 0))[0];
  assert.ok(server);
  t.after(() => server.close());
  const [, port] = server.getsockname();
  assert.ok(port);
  const resolver = busyResolver(t);
  const [tcp] = socket.tcp4();
  assert.ok(tcp);
  t.after(() => tcp.close());
  tcp.settimeout(0);
  const connecting = tcp.connect("localhost", port);
  setImmediate(() => resolver.free());
  const [done, err] = await connecting;
  assert.ok(done === 1 || err === "timeout", err);
  await socket.select(undefined, [tcp], 10);
  assert.equal(tcp.getpeername()[1], port);
});

test("an abort ends a call that waits for the resolver, and what was to come is not begun", async (t) => {
  const resolver = busyResolver(t);
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [
    socket.connect("localhost", 9, undefined, undefined, undefined, { signal }),
    socket.bind("localhost", 0, undefined, { signal }),
    socket.dns.getaddrinfo("localhost", { signal }),
  ];
  controller.abort(new Error("enough"));
  for (const call of calls) await assert.rejects(call, { message: "enough" });
  resolver.free();
});

test("what has come in time is received, though the loop was held up until the time was over", async (t) => {
  const { client, peer } = await promisedPair(t);
  client.settimeout(SHORT);
  const receiving = client.receive("*l");
  await peer.send("in time\n");
  blocking.sleep(2 * SHORT);
  assert.deepEqual(await receiving, ["in time"]);
});

for (const version of LUA_VERSIONS) {
  test(`limits and aborts cover the resolver in Lua's event loop (Lua ${version})`, async (t) => {
    const resolver = busyResolver(t);
    using lua = createLua({ version, eventLoop: true });
    const connect = `
      local tcp = require("socket").tcp()
      tcp:settimeout(..., "t")
      local ok, err = tcp:connect("localhost", 9)
      tcp:close()
      return ok, err`;
    assert.deepEqual(await lua.run(connect, SHORT), [undefined, "timeout"]);
    const signal = AbortSignal.timeout(10);
    await assert.rejects(lua.with({ signal }).run(connect, 60), { name: "TimeoutError" });
    resolver.free();
    lua.collectGarbage();
  });
}
