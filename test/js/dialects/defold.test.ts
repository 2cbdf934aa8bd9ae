// Defold's LuaSocket: what its manual lists is there and works; what it does not have is absent.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type DefoldClient, type DefoldMaster, type DefoldUdp } from "luasocket/defold";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

function closing<Object extends { close(): unknown }>(t: TestContext, object: Object): Object {
  t.after(() => object.close());
  return object;
}

function server(t: TestContext): { server: DefoldMaster; port: number } {
  const master = closing(t, must(socket.tcp()));
  assert.deepEqual(master.bind("127.0.0.1", 0), [1]);
  assert.deepEqual(master.listen(5), [1]);
  return { server: master, port: master.getsockname()[1] as number };
}

function pair(t: TestContext): { client: DefoldClient; peer: DefoldClient } {
  const listening = server(t);
  const client = closing(t, must(socket.connect("127.0.0.1", listening.port)));
  const peer = closing(t, must(listening.server.accept()));
  client.settimeout(10);
  peer.settimeout(10);
  return { client, peer };
}

function bound(t: TestContext): { udp: DefoldUdp; port: number } {
  const udp = closing(t, must(socket.udp()));
  udp.settimeout(10);
  assert.deepEqual(udp.setsockname("127.0.0.1", 0), [1]);
  return { udp, port: udp.getsockname()[1] as number };
}

test("the namespace has what the manual and the helper module list, and nothing that Defold lacks", () => {
  for (const name of [
    ...["connect", "gettime", "newtry", "protect", "select", "skip", "sleep", "tcp", "tcp6", "udp", "udp6"],
    ...["bind", "connect4", "connect6", "try", "choose", "sink", "source"],
  ]) {
    assert.equal(typeof Reflect.get(socket, name), "function", name);
  }
  for (const name of ["getaddrinfo", "gethostname", "getnameinfo", "tohostname", "toip"]) {
    assert.equal(typeof Reflect.get(socket.dns, name), "function", name);
  }
  assert.equal(socket._VERSION, "LuaSocket 3.0-rc1");
  assert.ok(socket._SETSIZE > 0);
  assert.equal(socket.BLOCKSIZE, 2048);
  for (const name of ["tcp4", "udp4", "unix", "_DATAGRAMSIZE", "_SOCKETINVALID"]) {
    assert.equal(name in socket, false, name);
  }
});

test("masters and UDP objects are of IPv4 and have a descriptor at once", (t) => {
  for (const object of [must(socket.tcp()), must(socket.udp())]) {
    closing(t, object);
    assert.ok(object.getfd() >= 0);
    assert.equal(object.getfamily(), "inet4");
    assert.deepEqual(object.getsockname(), ["0.0.0.0", 0, "inet"]);
    assert.deepEqual((object as DefoldMaster).setoption("reuseaddr", true), [1]);
  }
  assert.deepEqual(closing(t, must(socket.tcp())).bind("::1", 0), [
    undefined,
    "Address family for hostname not supported",
  ]);
  assert.deepEqual(closing(t, must(socket.tcp6())).bind("::1", 0), [1]);
  assert.deepEqual(closing(t, must(socket.udp6())).setsockname("::1", 0), [1]);
});

test("the family of connect restricts it", (t) => {
  const { port } = server(t);
  const refused = [undefined, "Address family for hostname not supported"];
  assert.deepEqual(socket.connect("127.0.0.1", port, undefined, undefined, "inet6"), refused);
  closing(t, must(socket.connect4("127.0.0.1", port)));
});

test("every method of master, client and server that the manual lists works", (t) => {
  const master = closing(t, must(socket.tcp()));
  assert.equal(master.dirty(), false);
  assert.ok(master.getfd() >= 0);
  assert.deepEqual(master.getstats().slice(0, 2), [0, 0]);
  assert.equal(master.setstats(1, 2, 3), 1);
  assert.deepEqual(master.getstats().slice(0, 2), [1, 2]);
  assert.equal(master.settimeout(1), 1);
  assert.equal(master.setfd(master.getfd()), undefined);
  assert.deepEqual(master.bind("127.0.0.1", 0), [1]);
  assert.deepEqual(master.listen(1), [1]);

  const listening = server(t);
  assert.equal(listening.server.dirty(), false);
  assert.deepEqual(listening.server.getstats().slice(0, 2), [0, 0]);
  assert.equal(listening.server.setstats(), 1);
  assert.deepEqual(listening.server.getoption("reuseaddr"), [false]);
  assert.deepEqual(listening.server.setoption("keepalive", true), [1]);
  assert.equal(listening.server.settimeout(0), 1);
  assert.deepEqual(listening.server.accept(), [undefined, "timeout"]);

  const { client, peer } = pair(t);
  assert.deepEqual(client.getpeername(), peer.getsockname());
  assert.deepEqual(client.send("hello\nworld", 1, 7), [7]);
  assert.deepEqual(peer.receive(), ["hello"]);
  assert.equal(peer.dirty(), true);
  assert.deepEqual(peer.receive(2, "x"), ["xw"]);
  assert.deepEqual(client.getstats().slice(0, 2), [0, 7]);
  assert.equal(client.setstats(0, 0, 0), 1);
  assert.equal(client.shutdown("send"), 1);
  assert.deepEqual(peer.receive("*a"), [undefined, "closed", ""]);
  assert.equal(client.close(), 1);
  assert.equal(client.getfd(), -1);
});

test("every method of unconnected and connected that the manual lists works", (t) => {
  const { udp, port } = bound(t);
  const other = bound(t);
  assert.deepEqual(other.udp.sendto("one", "127.0.0.1", port), [3]);
  assert.deepEqual(udp.receivefrom(), ["one", "127.0.0.1", other.port]);
  assert.deepEqual(other.udp.setpeername("127.0.0.1", port), [1]);
  assert.equal(other.udp.class, "udp{connected}");
  assert.deepEqual(other.udp.getpeername(), ["127.0.0.1", port, "inet"]);
  assert.deepEqual(other.udp.send("two"), [3]);
  assert.deepEqual(udp.receive(), ["two"]);
  assert.deepEqual(other.udp.setpeername("*"), [1]);
  assert.equal(other.udp.class, "udp{unconnected}");
});

const tcpOptions = [
  ["keepalive", true],
  ["linger", { on: true, timeout: 2 }],
  ["reuseaddr", true],
  ["tcp-nodelay", true],
] as const;

test("the options of TCP are those of the manual", (t) => {
  const { client } = pair(t);
  for (const [name, value] of tcpOptions) {
    assert.deepEqual(client.setoption(name, value as never), [1], name);
    assert.deepEqual(client.getoption(name), [value], name);
  }
  assert.deepEqual(closing(t, must(socket.tcp6())).setoption("ipv6-v6only", false), [1]);
  assert.deepEqual(client.getoption("error"), [undefined]);
  for (const name of [
    "reuseport",
    "tcp-keepidle",
    "recv-buffer-size",
    "tcp-fastopen",
    "bindtodevice",
  ] as const) {
    const unsupported = { message: new RegExp(`unsupported option \`${name}'`) };
    assert.throws(() => client.setoption(name as "keepalive", true), unsupported);
    assert.throws(() => client.getoption(name as "keepalive"), unsupported);
  }
  assert.throws(() => client.getoption("ipv6-v6only" as never), /unsupported option `ipv6-v6only'/);
});

test("the options of UDP are those of the manual, and can be read", (t) => {
  const { udp } = bound(t);
  const group = { multiaddr: "239.192.7.7", interface: "127.0.0.1" };
  for (const [name, value] of [
    ["dontroute", true],
    ["broadcast", true],
    ["reuseaddr", true],
    ["reuseport", true],
    ["ip-multicast-loop", false],
    ["ip-multicast-if", "127.0.0.1"],
    ["ip-multicast-ttl", 3],
  ] as const) {
    assert.deepEqual(udp.setoption(name, value as never), [1], name);
    assert.deepEqual(udp.getoption(name), [value], name);
  }
  assert.deepEqual(udp.setoption("ip-add-membership", group), [1]);
  assert.deepEqual(udp.setoption("ip-drop-membership", group), [1]);
  for (const name of ["ip-add-membership", "ip-drop-membership"]) {
    assert.deepEqual(udp.getoption(name as "broadcast"), [undefined, "getsockopt failed"]);
  }
  const six = closing(t, must(socket.udp6()));
  assert.deepEqual(six.getoption("ipv6-v6only"), [true]);
  assert.throws(() => udp.getoption("recv-buffer-size" as "broadcast"), /unsupported option/);
});

test("a datagram of more than 8192 bytes is cut, however much is asked for", (t) => {
  const { udp, port } = bound(t);
  const { udp: other } = bound(t);
  for (const size of [9000, -1, 1e15]) {
    assert.deepEqual(other.sendto("x".repeat(9000), "127.0.0.1", port), [9000]);
    assert.equal(must(udp.receive(size)).length, 8192);
  }
});

test("an error of newtry's finalizer is swallowed", () => {
  const attempt = socket.newtry(() => {
    throw new Error("in the finalizer");
  });
  const run = socket.protect(() => attempt(undefined, "the reason"));
  assert.deepEqual(run(), [undefined, "the reason"]);
});

test("select passes over closed sockets and what is none, and knows any object with getfd", (t) => {
  const { client, peer } = pair(t);
  const closed = must(socket.tcp());
  closed.close();
  const own = { getfd: () => client.getfd(), dirty: () => false };
  peer.send("x");
  const [readable, , err] = socket.select([closed, own], undefined, 10);
  assert.deepEqual([readable, err], [[own], undefined]);
  assert.ok(readable.has(own));
});

test("skip drops values, gettime and sleep tell and take time", () => {
  assert.deepEqual(socket.skip(1, "a", "b", "c"), ["b", "c"]);
  const start = socket.gettime();
  socket.sleep(0.01);
  assert.ok(socket.gettime() - start >= 0.009);
});
