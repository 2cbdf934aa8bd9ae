// Unix-domain streams, method by method beside the C LuaSocket.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

/** A server at a path. */
function listening({ socket, call, make, path }: Side, name = "server"): Target {
  const server = make(socket, "unix.stream");
  call(server, "bind", path(name));
  call(server, "listen");
  call(server, "settimeout", 5);
  return server;
}

/** A server, and a client and a peer that are connected over it. */
function pair(side: Side): { server: Target; client: Target; peer: Target } {
  const { socket, call, make, path } = side;
  const server = listening(side);
  const client = make(socket, "unix.stream");
  call(client, "connect", path("server"));
  const peer = make(server, "accept");
  for (const end of [client, peer]) call(end, "settimeout", 5);
  return { server, client, peer };
}

/** A path of so many bytes, of which the first ones are the side's own. */
const pathOfLength = ({ path }: Side, length: number): string =>
  path("x".repeat(Math.max(length - path("").length, 0)));

/** Every method of a stream, with arguments that would do. */
const methods: readonly (readonly [method: string, ...args: unknown[]])[] = [
  ["accept"],
  ["bind", "/no/such/folder/x"],
  ["setsockname", "/no/such/folder/x"],
  ["connect", "/no/such/folder/x"],
  ["setpeername", "/no/such/folder/x"],
  ["listen"],
  ["getfd"],
  ["dirty"],
  ["getsockname"],
  ["getstats"],
  ["setstats", 1, 2, 3],
  ["receive"],
  ["receive", 0],
  ["receive", "*a", "prefix"],
  ["send", "x"],
  ["send", ""],
  ["send", "hello", 10],
  ["setoption", "keepalive", true],
  ["settimeout", 0],
  ["shutdown"],
  ["shutdown", "send"],
  ["close"],
];

sameCalls("unix() is unix.stream(), and so is unix.tcp()", ({ socket, call, make }) => {
  for (const name of ["unix", "unix.stream", "unix.tcp"]) {
    const stream = make(socket, name);
    call(stream, "getfd");
    call(stream, "getsockname");
    call(stream, "dirty");
    call(stream, "settimeout", 1);
    call(stream, "send", "x");
    call(stream, "close");
    call(stream, "getfd");
  }
  make(socket, "unix", "arguments", {}, 5);
  make(socket, "unix.stream", "are ignored");
});

sameCalls("a path of 107 bytes can be bound and connected to", (side) => {
  const { socket, call, make } = side;
  const server = make(socket, "unix.stream");
  call(server, "bind", pathOfLength(side, 107));
  call(server, "listen");
  const client = make(socket, "unix.stream");
  call(client, "connect", pathOfLength(side, 107));
  call(client, "send", "x");
});

sameCalls("a path of 108 bytes is too long, and leaves the object as it is", (side) => {
  const { socket, call, make, path } = side;
  const stream = make(socket, "unix.stream");
  for (const length of [108, 109, 5000]) {
    call(stream, "bind", pathOfLength(side, length));
    call(stream, "connect", pathOfLength(side, length));
  }
  call(stream, "getfd");
  call(stream, "send", "x");
  call(stream, "bind", path("short"));
  call(stream, "listen");
});

sameCalls("a path of any bytes", ({ socket, call, make, path }) => {
  for (const name of ["with blanks", "line\nfeed\r", "\xc3\xa4\xff\x80", "percent%s", "quote'\""]) {
    const server = make(socket, "unix.stream");
    call(server, "bind", path(name));
    call(server, "getsockname");
    call(server, "listen");
    const client = make(socket, "unix.stream");
    call(client, "connect", path(name));
    call(client, "getsockname");
  }
});

sameCalls("a path ends at its first NUL, and so does its length", ({ socket, call, make, path }) => {
  const server = make(socket, "unix.stream");
  call(server, "bind", `${path("short")}\0junk`);
  call(server, "getsockname");
  call(server, "listen");
  call(make(socket, "unix.stream"), "connect", path("short"));
  call(make(socket, "unix.stream"), "connect", `${path("short")}\0other`);
});

sameCalls("a number is taken as a path, anything else raises", ({ socket, call, make }) => {
  for (const method of ["bind", "setsockname", "connect", "setpeername"]) {
    const stream = make(socket, "unix.stream");
    if (method === "connect" || method === "setpeername") call(make(socket, "unix.stream"), method, 12);
    call(stream, method);
    call(stream, method, undefined);
    call(stream, method, true);
    call(stream, method, {});
    call(stream, method, []);
    call(stream, "getfd");
  }
});

sameCalls("bind fails where no file can be made, or where there is one", (side) => {
  const { socket, call, make, path } = side;
  for (const place of ["/no/such/folder/x", path("nobody/x"), "/proc/x", "/dev/null", "/", "/dev/null/x"]) {
    const stream = make(socket, "unix.stream");
    call(stream, "bind", place);
    call(stream, "getfd");
    call(stream, "send", "still no client");
  }
});

sameCalls("connect fails where there is no socket", ({ socket, call, make, path }) => {
  for (const place of ["/no/such/folder/x", path("nobody"), "/dev/null", "/", "/dev/null/x", ""]) {
    const stream = make(socket, "unix.stream");
    call(stream, "connect", place);
    call(stream, "getfd");
    call(stream, "receive");
  }
});

sameCalls("an object whose bind failed is of no use any more", ({ socket, call, make, path }) => {
  const stream = make(socket, "unix.stream");
  call(stream, "bind", path("nobody/x"));
  for (const [method, ...args] of methods) call(stream, method, ...args);
  call(stream, "bind", path("fresh"));
  call(stream, "connect", path("fresh"));
});

sameCalls("an object whose connect failed is of no use any more, and still a master", (side) => {
  const { socket, call, make, path } = side;
  listening(side);
  const stream = make(socket, "unix.stream");
  call(stream, "connect", path("nobody"));
  for (const [method, ...args] of methods) call(stream, method, ...args);
  call(stream, "connect", path("server"));
  call(stream, "listen");
});

sameCalls("the file stays when its server is closed", (side) => {
  const { socket, call, make, path } = side;
  const server = listening(side);
  call(make(socket, "unix.stream"), "connect", path("server"));
  call(server, "close");
  const late = make(socket, "unix.stream");
  call(late, "connect", path("server"));
  call(late, "getfd");
  const next = make(socket, "unix.stream");
  call(next, "bind", path("server"));
  call(next, "getfd");
  call(next, "listen");
});

sameCalls("who is bound and does not listen refuses", ({ socket, call, make, path }) => {
  const bound = make(socket, "unix.stream");
  call(bound, "bind", path("bound"));
  call(make(socket, "unix.stream"), "connect", path("bound"));
  call(bound, "connect", path("bound"));
  call(bound, "getfd");
});

sameCalls("a datagram socket is no server", ({ socket, call, make, path }) => {
  const dgram = make(socket, "unix.dgram");
  call(dgram, "bind", path("dgram"));
  const stream = make(socket, "unix.stream");
  call(stream, "connect", path("dgram"));
  call(stream, "getfd");
});

sameCalls("a master binds once", ({ socket, call, make, path }) => {
  const stream = make(socket, "unix.stream");
  call(stream, "bind", path("first"));
  call(stream, "bind", path("second"));
  call(stream, "getfd");
  call(stream, "listen");
});

sameCalls("a client may be bound before it connects, and its peer has no method to ask", (side) => {
  const { socket, call, make, path } = side;
  const server = listening(side);
  const client = make(socket, "unix.stream");
  call(client, "setsockname", path("client"));
  call(client, "setpeername", path("server"));
  call(client, "getsockname");
  const peer = make(server, "accept");
  call(peer, "getsockname");
  call(peer, "send", "x\n");
  call(client, "receive");
});

sameCalls("listen makes a server of a bound master only", ({ socket, call, make, path }) => {
  const unbound = make(socket, "unix.stream");
  call(unbound, "listen");
  call(unbound, "accept");
  call(unbound, "getfd");
  for (const [index, backlog] of [0, 1, 32, "5", 2.9, -1, undefined].entries()) {
    const stream = make(socket, "unix.stream");
    call(stream, "bind", path(`backlog-${index}`));
    call(stream, "listen", backlog);
    call(stream, "listen", backlog);
    call(make(socket, "unix.stream"), "connect", path(`backlog-${index}`));
  }
  const wrong = make(socket, "unix.stream");
  call(wrong, "bind", path("wrong"));
  for (const backlog of ["x", true, {}]) call(wrong, "listen", backlog);
  call(wrong, "listen");
});

sameCalls("accept gives the connections in their order, and then waits", (side) => {
  const { socket, call, make, path } = side;
  const server = listening(side);
  for (const name of ["one", "two", "three"]) {
    const client = make(socket, "unix.stream");
    call(client, "connect", path("server"));
    call(client, "send", `${name}\n`);
  }
  for (let at = 0; at < 3; at++) {
    const peer = make(server, "accept");
    call(peer, "settimeout", 5);
    call(peer, "receive");
  }
  for (const [seconds, mode] of [
    [0, "b"],
    [0.02, "b"],
    [0, "t"],
    [0.02, "t"],
    [5, "b"],
  ]) {
    call(server, "settimeout", seconds, mode);
    if (seconds !== 5) call(server, "accept");
  }
  call(server, "settimeout", 0.02, "t");
  call(server, "accept");
});

sameCalls("who has gone before it is accepted is accepted, with what it sent", (side) => {
  const { socket, call, make, path } = side;
  const server = listening(side);
  const client = make(socket, "unix.stream");
  call(client, "connect", path("server"));
  call(client, "send", "last words");
  call(client, "close");
  const peer = make(server, "accept");
  call(peer, "receive");
  call(peer, "receive");
  call(peer, "send", "x");
});

sameCalls("an accepted client has no timeout of its server's", (side) => {
  const { socket, call, make, path } = side;
  const server = listening(side);
  call(server, "settimeout", 0);
  const client = make(socket, "unix.stream");
  call(client, "connect", path("server"));
  const peer = make(server, "accept");
  call(client, "send", "x\n");
  call(peer, "receive");
  call(server, "close");
  call(client, "send", "y\n");
  call(peer, "receive");
});

sameCalls("lines", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "send", "one\r\ntwo\n\n\r\r\nl\ri\r\rne3\r\n\0\xff\nunfinished\r");
  for (let at = 0; at < 6; at++) call(peer, "receive", at % 2 === 0 ? "*l" : undefined);
  call(peer, "settimeout", 0);
  call(peer, "receive");
  call(peer, "receive");
  call(client, "send", "\n");
  call(peer, "receive", "*line", "prefix\r\n");
  call(client, "close");
  call(peer, "receive", "*l", "kept");
});

sameCalls("numbers of bytes", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "send", "abcdefghijklmnopqrstuvwxyz");
  for (const size of [1, 2.7, "3", "0x2", 0]) call(peer, "receive", size);
  call(peer, "receive", 5, "pre");
  call(peer, "receive", 2, "longer");
  call(peer, "receive", 3, 12);
  call(peer, "settimeout", 0);
  call(peer, "receive", 100);
  call(peer, "receive", 100, "partial");
  call(peer, "receive", 0);
  call(client, "send", "0123456789");
  call(client, "shutdown", "send");
  call(peer, "receive", 10);
  call(peer, "receive", 10);
  call(peer, "receive", 0);
});

sameCalls("everything until the end", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "send", "a\r\nb\n");
  call(peer, "settimeout", 0.02);
  call(peer, "receive", "*a");
  call(peer, "receive", "*a", "a\r\nb\n");
  call(client, "send", "more");
  call(client, "close");
  call(peer, "receive", "*a", "prefix ");
  call(peer, "receive", "*a");
  call(peer, "receive", "*a", "kept");
});

sameCalls("receive of what is no pattern", (side) => {
  const { call } = side;
  const { peer } = pair(side);
  for (const pattern of ["*x", "l", "a", "", "*", "*L", -1, -0.5, Number.NaN, true, {}]) {
    call(peer, "receive", pattern);
  }
  call(peer, "receive", 1, {});
  call(peer, "receive", "*l", true);
  call(peer, "settimeout", 0);
  call(peer, "receive", "*lXYZ");
  call(peer, "receive", "*all");
});

sameCalls("send of a part of its data", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  for (const range of [
    [],
    [2],
    [2, 3],
    [-2],
    [-3, -2],
    [0],
    [0, 0],
    [3, 2],
    [10],
    [6],
    [5, 99],
    [-99],
    [-99, 2],
    [1, 0],
    [1, -99],
    ["2", "3"],
    [2.9, 3.9],
    [undefined, 3],
  ]) {
    call(client, "send", "hello", ...range);
  }
  call(client, "send", 12.5);
  call(client, "send", "");
  call(client, "send", "\n");
  call(peer, "receive");
  for (const args of [[true], [], [{}], ["x", {}], ["x", 1, "y"]]) call(client, "send", ...args);
});

sameCalls("more than one read takes", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  const data = "0123456789abcdef".repeat(4000);
  call(client, "send", data);
  call(peer, "receive", 63_999);
  call(peer, "dirty");
  call(peer, "receive", 1);
  call(peer, "dirty");
  call(client, "send", `${data}\n`);
  call(peer, "receive");
  call(client, "send", data);
  call(client, "close");
  call(peer, "receive", "*a");
});

sameCalls("shutdown ends one way, or both", (side) => {
  const { call } = side;
  for (const mode of ["send", "receive", "both", undefined]) {
    const { client, peer } = pair({ ...side, path: (name) => side.path(`${name}-${mode}`) });
    call(client, "send", "before\n");
    call(peer, "send", "before\n");
    call(client, "shutdown", mode);
    call(client, "send", "after\n");
    call(peer, "receive");
    call(client, "receive");
    if (mode !== "receive") call(peer, "receive");
    if (mode !== "send") call(client, "receive");
    call(peer, "send", "after\n");
    if (mode === "send") call(client, "receive");
    call(client, "shutdown", mode);
    call(client, "getfd");
  }
});

sameCalls("shutdown says which modes there are", (side) => {
  const { call } = side;
  const { client } = pair(side);
  for (const mode of ["x", "", "SEND", "b", 1, true, {}]) call(client, "shutdown", mode);
  call(client, "send", "x");
  call(client, "shutdown", "both");
  call(client, "shutdown", "send");
  call(client, "close");
  call(client, "shutdown", "both");
  call(client, "shutdown", "x");
});

sameCalls("getstats counts bytes, and setstats sets the counts", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "getstats");
  call(client, "send", "hello\r\n");
  call(client, "send", "hello", 2, 3);
  call(client, "getstats");
  call(peer, "receive");
  call(peer, "getstats");
  call(peer, "settimeout", 0);
  call(peer, "receive");
  call(peer, "getstats");
  call(peer, "setstats", 10, 20, 30);
  call(peer, "getstats");
  call(peer, "setstats", undefined, 5);
  call(peer, "getstats");
  call(peer, "setstats");
  call(peer, "getstats");
  for (const args of [["x"], [1, {}], [true]]) call(peer, "setstats", ...args);
  call(peer, "setstats", "7", 2.9);
  call(peer, "getstats");
  call(peer, "close");
  call(peer, "getstats");
});

sameCalls("dirty tells that received bytes were not asked for", (side) => {
  const { socket, call } = side;
  const { server, client, peer } = pair(side);
  call(server, "dirty");
  call(peer, "dirty");
  call(client, "send", "a\nb\nc");
  call(socket, "select", [peer], undefined, 5);
  call(peer, "dirty");
  call(peer, "receive");
  call(peer, "dirty");
  call(socket, "select", [server, peer], [client], 5);
  call(peer, "close");
  call(peer, "dirty");
  call(socket, "select", [peer], undefined, 0);
  call(peer, "receive");
  call(peer, "dirty");
  call(peer, "receive");
  call(peer, "dirty");
  call(peer, "receive");
});

sameCalls("receive(0) waits until there is something", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "send", "x");
  call(peer, "receive", 0);
  call(peer, "dirty");
  call(peer, "receive", 0);
  call(peer, "receive", 1);
  call(client, "close");
  call(peer, "receive", 0);
  call(peer, "receive", 0);
});

sameCalls("select watches streams", (side) => {
  const { socket, call, make, path } = side;
  const { server, client, peer } = pair(side);
  call(socket, "select", [server, client, peer], [server], 0);
  call(socket, "select", [server, client, peer], [peer, client], 0);
  call(client, "send", "x");
  const other = make(socket, "unix.stream");
  call(other, "connect", path("server"));
  call(socket, "select", [peer, client, server], [server], 5);
  call(peer, "receive", 1);
  call(client, "shutdown", "send");
  call(socket, "select", [peer, client], undefined, 5);
  call(peer, "close");
  call(socket, "select", [client, peer], [client, peer], 5);
  const master = make(socket, "unix.stream");
  call(socket, "select", [master], undefined, 0);
});

sameCalls("a peer that closes with unread bytes resets the connection", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "send", "never read");
  call(peer, "send", "last\nwords");
  call(peer, "close");
  call(client, "send", "x");
  call(client, "receive");
  call(client, "receive");
  call(client, "receive");
  call(client, "send", "x");
});

sameCalls("a peer that has gone", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(peer, "close");
  call(client, "send", "x");
  call(client, "send", "x");
  call(client, "receive");
  call(client, "receive", "*a");
  call(client, "receive", 5, "kept");
  call(client, "getfd");
  call(client, "getsockname");
});

sameCalls("timeouts", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  for (const [seconds, mode] of [
    [0],
    [0.02],
    [0.0004],
    ["0.01"],
    [0, "t"],
    [0.02, "total"],
    [0.02, "r"],
    [0, "block"],
  ]) {
    call(peer, "settimeout", seconds, mode);
    call(peer, "receive");
  }
  call(peer, "settimeout", -7);
  call(peer, "settimeout", undefined, "t");
  call(client, "send", "x\n");
  call(peer, "receive");
  for (const args of [["x"], [true], [{}], [1, "x"], [1, ""], [1, {}]]) call(peer, "settimeout", ...args);
});

sameCalls("options are set and not read, and few have names", (side) => {
  const { call } = side;
  const { server, client } = pair(side);
  for (const object of [server, client]) {
    for (const name of ["keepalive", "reuseaddr"]) {
      for (const value of [true, false, 1, "true", undefined, {}]) call(object, "setoption", name, value);
    }
    for (const value of [
      { on: true, timeout: 1 },
      { on: false, timeout: 0 },
      {},
      { on: 1 },
      true,
      undefined,
    ]) {
      call(object, "setoption", "linger", value);
    }
    for (const name of [
      "tcp-nodelay",
      "reuseport",
      "dontroute",
      "broadcast",
      "error",
      "",
      "x".repeat(40),
      5,
    ]) {
      call(object, "setoption", name, true);
    }
    for (const name of [undefined, true, {}]) call(object, "setoption", name, true);
  }
});

sameCalls("every method of a closed master", ({ socket, call, make }) => {
  const master = make(socket, "unix.stream");
  call(master, "close");
  for (const [method, ...args] of methods) call(master, method, ...args);
});

sameCalls("every method of a closed server", (side) => {
  const server = listening(side);
  side.call(server, "close");
  for (const [method, ...args] of methods) side.call(server, method, ...args);
});

sameCalls("every method of a closed client", (side) => {
  const { client } = pair(side);
  side.call(client, "close");
  for (const [method, ...args] of methods) side.call(client, method, ...args);
});

sameCalls("a descriptor moves from one object to another", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  call(client, "send", "x\ny\n");
  const [fd] = call(peer, "getfd");
  call(peer, "setfd", -1);
  call(peer, "getfd");
  call(peer, "getsockname");
  call(peer, "receive");
  const next = make(socket, "unix.stream");
  call(next, "close");
  call(next, "setfd", fd);
  call(next, "getfd");
  call(next, "getsockname");
  call(next, "receive");
  call(next, "setfd", "x");
  call(next, "setfd");
});

/** A folder of a test's own. */
function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-stream-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server at a path or an abstract name, and both ends of a connection to it. */
function connection(t: TestContext, name: string | Buffer) {
  const server = must(socket.unix.stream());
  t.after(() => server.close());
  assert.deepEqual(server.bind(name), [1]);
  assert.deepEqual(server.listen(), [1]);
  const client = must(socket.unix.stream());
  t.after(() => client.close());
  assert.deepEqual(client.connect(name), [1]);
  const peer = must(server.accept());
  t.after(() => peer.close());
  for (const end of [server, client, peer]) end.settimeout(10);
  return { server, client, peer };
}

test("a stream tells its class", (t) => {
  const { server, client, peer } = connection(t, join(temporaryFolder(t), "s"));
  const master = must(socket.unix.stream());
  t.after(() => master.close());
  assert.equal(master.class, "unixstream{master}");
  assert.equal(server.class, "unixstream{server}");
  assert.equal(client.class, "unixstream{client}");
  assert.equal(peer.class, "unixstream{client}");
  assert.deepEqual(master.connect("/no/such/folder/x"), [undefined, "No such file or directory"]);
  assert.equal(master.class, "unixstream{master}");
  assert.equal(String(master), "unixstream{master}: -1");
});

test("a stream tells its timeouts, which LuaSocket's do not", (t) => {
  const { server, client, peer } = connection(t, join(temporaryFolder(t), "s"));
  assert.deepEqual(server.gettimeout(), [10, -1]);
  client.settimeout(0.5, "t");
  assert.deepEqual(client.gettimeout(), [10, 0.5]);
  peer.settimeout();
  assert.deepEqual(peer.gettimeout(), [-1, -1]);
});

test("bind makes a file, which close leaves there", (t) => {
  const path = join(temporaryFolder(t), "s");
  const { server } = connection(t, path);
  assert.ok(statSync(path).isSocket());
  server.close();
  assert.ok(existsSync(path));
  rmSync(path);
  connection(t, path);
});

test("an abstract name makes no file, and is free again after close", (t) => {
  const name = `\0luasocket/stream-${process.pid}`;
  const { server, client, peer } = connection(t, name);
  assert.deepEqual([server.getsockname(), peer.getsockname(), client.getsockname()], [[name], [name], [""]]);
  client.send("hello\n");
  assert.deepEqual(peer.receive(), ["hello"]);
  const other = must(socket.unix.stream());
  assert.deepEqual(other.bind(name), [undefined, "address already in use"]);
  assert.equal(other.getfd(), -1);
  server.close();
  for (const end of [client, peer]) end.close();
  const late = must(socket.unix.stream());
  assert.deepEqual(late.connect(name), [undefined, "connection refused"]);
  connection(t, name);
});

test("an abstract name may have NULs in it, and 108 bytes in all", (t) => {
  const name = `\0a\0${process.pid}\0`.padEnd(108, "b");
  const { server } = connection(t, name);
  assert.deepEqual(server.getsockname(), [name]);
  const long = must(socket.unix.stream());
  t.after(() => long.close());
  assert.deepEqual(long.bind(`${name}b`), [undefined, "path too long"]);
  assert.deepEqual(long.connect(`${name}b`), [undefined, "path too long"]);
  assert.ok(long.getfd() >= 0);
  assert.deepEqual(long.connect(name.slice(0, -1)), [undefined, "connection refused"]);
});

test("a path counts in bytes of its encoding", (t) => {
  const folder = temporaryFolder(t);
  const room = 107 - folder.length - 1;
  const name = "ä".repeat(Math.floor(room / 2)).padEnd(room - Math.floor(room / 2), "x");
  const { server } = connection(t, join(folder, name));
  assert.deepEqual(server.getsockname(), [join(folder, name)]);
  assert.ok(existsSync(join(folder, name)));
  const long = must(socket.unix.stream());
  t.after(() => long.close());
  assert.deepEqual(long.bind(join(folder, `${name}ä`)), [undefined, "path too long"]);
  long.setencoding("latin1");
  assert.deepEqual(long.bind(join(folder, "ä")), [1]);
  assert.ok(existsSync(Buffer.from(join(folder, "ä"), "latin1")));
  assert.equal(existsSync(join(folder, "ä")), false);
});

test("a path in bytes is a path as it is, and text is of the object's encoding", (t) => {
  const path = Buffer.from(join(temporaryFolder(t), "\xe4\xff"), "latin1");
  const { server, peer } = connection(t, path);
  assert.throws(() => server.getsockname(), /^TypeError: the path is not UTF-8/);
  assert.deepEqual(server.setencoding("latin1").getsockname(), [path.toString("latin1")]);
  assert.throws(() => peer.setencoding("buffer").getsockname(), /^TypeError: the path is not UTF-8/);
  const bytes = socket.configure({ encoding: "latin1" });
  const client = must(bytes.unix.stream());
  t.after(() => client.close());
  assert.deepEqual(client.connect(path.toString("latin1")), [1]);
  const view = new Uint8Array(path);
  const other = must(socket.unix.stream());
  t.after(() => other.close());
  assert.deepEqual(other.connect(view), [1]);
});

test("a connect to a server whose queue is full says timeout when its time is up", (t) => {
  const path = join(temporaryFolder(t), "s");
  const server = must(socket.unix.stream());
  t.after(() => server.close());
  server.bind(path);
  server.listen(0);
  const first = must(socket.unix.stream());
  t.after(() => first.close());
  first.settimeout(0);
  assert.deepEqual(first.connect(path), [1]);
  for (const [seconds, mode] of [
    [0, "b"],
    [0, "t"],
    [0.05, "b"],
    [0.05, "t"],
  ] as const) {
    const second = must(socket.unix.stream());
    second.settimeout(seconds, mode);
    const start = performance.now();
    assert.deepEqual(second.connect(path), [undefined, "timeout"]);
    assert.ok(performance.now() - start >= seconds * 900);
    assert.deepEqual([second.getfd(), second.class], [-1, "unixstream{master}"]);
  }
  const peer = must(server.accept());
  t.after(() => peer.close());
  const third = must(socket.unix.stream());
  t.after(() => third.close());
  third.settimeout(0);
  assert.deepEqual(third.connect(path), [1]);
});

test("send to a peer that does not read stops at its timeout, and goes on from there", (t) => {
  const { client, peer } = connection(t, join(temporaryFolder(t), "s"));
  client.settimeout(0);
  const data = "0123456789".repeat(200_000);
  const received: string[] = [];
  let [last, err, partial] = client.send(data);
  while (last === undefined) {
    assert.equal(err, "timeout");
    assert.ok((partial as number) < data.length);
    assert.deepEqual(socket.select(undefined, [client], 0)[1], []);
    const missing = (partial as number) - received.join("").length;
    received.push(must(peer.receive(missing)));
    [last, err, partial] = client.send(data, (partial as number) + 1);
  }
  assert.equal(last, data.length);
  client.close();
  received.push(must(peer.receive("*a")));
  assert.ok(received.join("") === data, "what was received is not what was sent");
});
