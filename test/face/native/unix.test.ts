// Unix-domain sockets, call by call beside the C LuaSocket.

import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket";
import { must } from "../../support/connected-pair.js";
import { type Side, sameCalls, type Target } from "../../support/same-calls.js";

/** A server at a path, and a client and a peer that are connected over it. */
function pair({ socket, call, make, path }: Side): { server: Target; client: Target; peer: Target } {
  const server = make(socket, "unix.stream");
  call(server, "bind", path("stream"));
  call(server, "listen");
  call(server, "settimeout", 5);
  const client = make(socket, "unix.stream");
  call(client, "connect", path("stream"));
  const peer = make(server, "accept");
  for (const end of [client, peer]) call(end, "settimeout", 5);
  return { server, client, peer };
}

sameCalls("a connection over a path", (side) => {
  const { call, socket } = side;
  const { server, client, peer } = pair(side);
  call(client, "send", "one\r\ntwo\nthree");
  call(peer, "receive");
  call(peer, "receive", "*l", "x");
  call(peer, "receive", 2);
  call(peer, "dirty");
  call(client, "shutdown", "send");
  call(peer, "receive", "*a");
  call(peer, "receive");
  call(peer, "send", "back", 2, 3);
  call(client, "receive", 2);
  call(client, "getstats");
  call(client, "setstats", 1, 2);
  call(client, "getstats");
  call(client, "getsockname");
  call(server, "getsockname");
  call(peer, "getsockname");
  call(socket, "select", [server], [client], 0);
  call(client, "close");
  call(client, "getfd");
  call(client, "send", "x");
  call(client, "receive");
  call(peer, "send", "x");
  call(peer, "shutdown", "nothing");
});

sameCalls("a failed bind or connect closes the object", ({ socket, call, make, path }) => {
  const client = make(socket, "unix.stream");
  call(client, "connect", path("nobody"));
  call(client, "getfd");
  call(client, "connect", path("nobody"));
  call(client, "bind", path("nobody"));
  const long = make(socket, "unix");
  call(long, "bind", "x".repeat(108));
  call(long, "connect", "x".repeat(108));
  call(long, "getfd");
  const server = make(socket, "unix.tcp");
  call(server, "bind", path("busy"));
  const other = make(socket, "unix.stream");
  call(other, "bind", path("busy"));
  call(other, "getfd");
  const early = make(socket, "unix.stream");
  call(early, "connect", path("busy"));
  call(server, "listen");
  call(server, "close");
  const late = make(socket, "unix.stream");
  call(late, "connect", path("busy"));
  call(make(socket, "unix.stream"), "listen");
  call(make(socket, "unix.stream"), "bind");
  call(make(socket, "unix.stream"), "connect", true);
});

sameCalls("methods of another class raise", (side) => {
  const { call, make, socket } = side;
  const { server, client } = pair(side);
  const master = make(socket, "unix.stream");
  for (const method of ["send", "receive", "getstats", "setstats", "shutdown"]) {
    call(server, method);
    call(master, method);
  }
  for (const method of ["bind", "connect", "listen", "setpeername", "setsockname"]) {
    call(server, method, "x");
    call(client, method, "x");
  }
  call(client, "accept");
  call(master, "accept");
});

sameCalls("a server waits for as long as it may", (side) => {
  const { call } = side;
  const { server, peer } = pair(side);
  for (const seconds of [0, 0.02]) {
    call(server, "settimeout", seconds);
    call(server, "accept");
    call(peer, "settimeout", seconds);
    call(peer, "receive");
  }
  call(server, "close");
  call(server, "accept");
});

sameCalls("datagrams over paths", ({ socket, call, make, path }) => {
  const to = make(socket, "unix.dgram");
  const from = make(socket, "unix.udp");
  for (const end of [from, to]) call(end, "settimeout", 5);
  call(to, "bind", path("to"));
  call(from, "sendto", "unnamed", path("to"));
  call(to, "receivefrom");
  call(from, "setsockname", path("from"));
  call(from, "sendto", "named", path("to"));
  call(to, "receivefrom");
  call(from, "setpeername", path("to"));
  call(from, "send", "connected");
  call(to, "receive", 4);
  call(from, "send", "");
  call(to, "receive");
  call(from, "connect", path("to"));
  call(from, "send", "x".repeat(70_000));
  call(to, "receive", 100_000);
  call(to, "getsockname");
  call(to, "settimeout", 0);
  call(to, "receive");
  call(to, "receivefrom");
  call(to, "gettimeout");
  call(to, "send", "x");
  call(from, "sendto", "x", path("to"));
  call(from, "receivefrom");
});

sameCalls("datagrams that nobody receives", ({ socket, call, make, path }) => {
  const from = make(socket, "unix.dgram");
  call(from, "sendto", "x", path("nobody"));
  call(from, "sendto", "x", "x".repeat(108));
  call(from, "connect", path("nobody"));
  call(from, "getfd");
  call(from, "sendto", "x", path("nobody"));
  call(from, "connect", path("nobody"));
  call(from, "receive");
  const to = make(socket, "unix.dgram");
  call(to, "bind", path("gone"));
  const connected = make(socket, "unix.dgram");
  call(connected, "connect", path("gone"));
  call(to, "close");
  call(connected, "send", "x");
  call(connected, "send", "x");
  call(connected, "close");
  call(connected, "send", "x");
  call(connected, "receive");
});

test("an abstract name has no file, and getsockname shows it", (t) => {
  const name = `\0luasocket-test-${process.pid}`;
  const server = must(socket.unix.stream());
  const client = must(socket.unix.stream());
  for (const end of [server, client]) t.after(() => end.close());
  assert.deepEqual(server.bind(name), [1]);
  assert.deepEqual(server.getsockname(), [name]);
  assert.deepEqual(server.listen(), [1]);
  assert.deepEqual(client.connect(Buffer.from(name)), [1]);
  const dgram = must(socket.unix.dgram());
  t.after(() => dgram.close());
  assert.deepEqual(dgram.bind(`\0${"x".repeat(107)}`), [1]);
  assert.deepEqual(dgram.getsockname(), [`\0${"x".repeat(107)}`]);
  assert.deepEqual(must(socket.unix.dgram()).bind(`\0${"x".repeat(108)}`), [undefined, "path too long"]);
});

test("an empty name has the system choose an abstract one", (t) => {
  const dgram = must(socket.unix.dgram());
  t.after(() => dgram.close());
  assert.deepEqual(dgram.getsockname(), [""]);
  assert.deepEqual(dgram.bind(""), [1]);
  assert.match(must(dgram.getsockname()), /^\0[0-9a-f]+$/);
});

test("a connect to a server whose queue is full waits, and says timeout", (t) => {
  const name = `\0luasocket-full-${process.pid}`;
  const server = must(socket.unix.stream());
  t.after(() => server.close());
  server.bind(name);
  server.listen(0);
  const first = must(socket.unix.stream());
  t.after(() => first.close());
  assert.deepEqual(first.connect(name), [1]);
  for (const seconds of [0, 0.05]) {
    const second = must(socket.unix.stream());
    second.settimeout(seconds);
    const start = socket.gettime();
    assert.deepEqual(second.connect(name), [undefined, "timeout"]);
    assert.ok(socket.gettime() - start >= seconds * 0.9);
    assert.deepEqual([second.getfd(), second.class], [-1, "unixstream{master}"]);
  }
});

test("a closed datagram socket has no sender to tell", () => {
  const dgram = must(socket.unix.dgram());
  dgram.close();
  assert.deepEqual(dgram.receivefrom(), [undefined, "closed"]);
});

test("a path that is not UTF-8 can be had under latin1", (t) => {
  const name = Buffer.from(`\0luasocket-\xff-${process.pid}`, "latin1");
  const dgram = must(socket.unix.dgram());
  t.after(() => dgram.close());
  assert.deepEqual(dgram.bind(name), [1]);
  assert.throws(() => dgram.getsockname(), /the path is not UTF-8/);
  assert.deepEqual(dgram.setencoding("latin1").getsockname(), [name.toString("latin1")]);
});
