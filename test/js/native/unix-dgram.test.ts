// Unix-domain datagrams, method by method beside the C LuaSocket.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket, { type UnixDatagramObject } from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

/** A bound receiver. */
function receiver({ socket, call, make, path }: Side, name = "to"): Target {
  const to = make(socket, "unix.dgram");
  call(to, "settimeout", 5);
  call(to, "bind", path(name));
  return to;
}

/** A receiver, and a sender without a name that is connected to it. */
function pair(side: Side): { from: Target; to: Target } {
  const { socket, call, make, path } = side;
  const to = receiver(side);
  const from = make(socket, "unix.dgram");
  call(from, "settimeout", 5);
  call(from, "connect", path("to"));
  return { from, to };
}

/** Every method of datagrams that both sides give the same for, with arguments that would do. */
const methods: readonly (readonly [method: string, ...args: unknown[]])[] = [
  ["getfd"],
  ["dirty"],
  ["getsockname"],
  ["gettimeout"],
  ["settimeout", 0],
  ["send", "x"],
  ["send", ""],
  ["sendto", "x", "/no/such/folder/x"],
  ["setoption", "keepalive", true],
  ["setoption", "reuseaddr", true],
  ["close"],
];

sameCalls("unix.dgram() is unix.udp()", ({ socket, call, make }) => {
  for (const name of ["unix.dgram", "unix.udp"]) {
    const dgram = make(socket, name);
    call(dgram, "getfd");
    call(dgram, "getsockname");
    call(dgram, "gettimeout");
    call(dgram, "dirty");
    call(dgram, "send", "x");
    call(dgram, "close");
    call(dgram, "getfd");
  }
  make(socket, "unix.dgram", "arguments", "are ignored");
});

sameCalls("whoever has no name has an empty one", (side) => {
  const { socket, call, make, path } = side;
  const to = receiver(side);
  const from = make(socket, "unix.dgram");
  call(from, "sendto", "unnamed", path("to"));
  call(from, "getsockname");
  call(to, "receivefrom");
  call(from, "bind", path("from"));
  call(from, "sendto", "named", path("to"));
  const [, name] = call(to, "receivefrom");
  call(to, "sendto", "back", name);
  call(from, "settimeout", 5);
  call(from, "receivefrom");
  call(to, "sendto", "to itself", path("to"));
  call(to, "receivefrom");
});

sameCalls("a sender that has gone has left its name", (side) => {
  const { socket, call, make, path } = side;
  const to = receiver(side);
  const from = make(socket, "unix.dgram");
  call(from, "bind", path("from"));
  call(from, "sendto", "last words", path("to"));
  call(from, "close");
  call(to, "receivefrom");
  call(to, "sendto", "too late", path("from"));
});

sameCalls("a path of 108 bytes is too long, and leaves the object as it is", (side) => {
  const { socket, call, make, path } = side;
  const dgram = make(socket, "unix.dgram");
  for (const method of ["bind", "setsockname", "connect", "setpeername"]) {
    call(dgram, method, path("").padEnd(108, "x"));
    call(dgram, "getfd");
  }
  call(dgram, "sendto", "x", path("").padEnd(108, "x"));
  call(dgram, "sendto", "x", path("").padEnd(107, "x"));
  call(dgram, "bind", path("").padEnd(107, "x"));
  call(dgram, "sendto", "x", path("").padEnd(107, "x"));
  call(dgram, "receive");
});

sameCalls("a failed bind or connect closes the object", (side) => {
  const { socket, call, make, path } = side;
  receiver(side);
  for (const [method, place] of [
    ["bind", path("to")],
    ["setsockname", "/no/such/folder/x"],
    ["bind", "/dev/null"],
    ["connect", path("nobody")],
    ["setpeername", "/dev/null"],
    ["connect", "/"],
    ["connect", ""],
  ]) {
    const dgram = make(socket, "unix.dgram");
    call(dgram, method as string, place);
    call(dgram, "getfd");
    call(dgram, "send", "still unconnected");
    call(dgram, "sendto", "x", path("to"));
    call(dgram, "bind", path("again"));
    call(dgram, "connect", path("to"));
  }
});

sameCalls("the file stays when its receiver is closed", (side) => {
  const { socket, call, make, path } = side;
  const to = receiver(side);
  call(to, "close");
  const from = make(socket, "unix.dgram");
  call(from, "sendto", "x", path("to"));
  call(from, "getfd");
  call(make(socket, "unix.dgram"), "connect", path("to"));
  call(make(socket, "unix.dgram"), "bind", path("to"));
});

sameCalls("an object binds once", ({ socket, call, make, path }) => {
  const dgram = make(socket, "unix.dgram");
  call(dgram, "setsockname", path("first"));
  call(dgram, "bind", path("second"));
  call(dgram, "getfd");
  call(dgram, "receive");
});

sameCalls("a connected object sends to its peer, and hears nobody else", (side) => {
  const { socket, call, make, path } = side;
  const { from, to } = pair(side);
  call(from, "send", "hello", "ignored");
  call(to, "receivefrom");
  const back = make(socket, "unix.dgram");
  call(back, "bind", path("back"));
  call(back, "settimeout", 5);
  call(back, "setpeername", path("to"));
  call(back, "getsockname");
  call(to, "sendto", "from the peer", path("back"));
  call(back, "receive");
  const other = make(socket, "unix.dgram");
  call(other, "sendto", "from another", path("back"));
  call(other, "connect", path("back"));
  call(back, "settimeout", 0);
  call(back, "receive");
});

sameCalls("two objects are connected to each other", (side) => {
  const { socket, call, make, path } = side;
  const one = make(socket, "unix.dgram");
  const two = make(socket, "unix.dgram");
  call(one, "bind", path("one"));
  call(two, "bind", path("two"));
  call(one, "connect", path("two"));
  call(two, "connect", path("one"));
  for (const [from, to] of [
    [one, two],
    [two, one],
  ] as const) {
    call(to, "settimeout", 5);
    call(from, "send", "\0\xff\r\n");
    call(to, "receive");
  }
});

sameCalls("a connected object is connected to another", (side) => {
  const { call, path } = side;
  const { from, to } = pair(side);
  const second = receiver(side, "second");
  call(from, "connect", path("second"));
  call(from, "send", "to the second");
  call(second, "receive");
  call(to, "settimeout", 0);
  call(to, "receive");
  call(from, "setpeername", "*");
  call(from, "getfd");
  call(from, "send", "x");
});

sameCalls("a failed connect closes a connected object, too", (side) => {
  const { call, path } = side;
  const { from } = pair(side);
  call(from, "connect", "x".repeat(108));
  call(from, "send", "still connected");
  call(from, "connect", path("nobody"));
  call(from, "getfd");
  call(from, "send", "x");
  call(from, "sendto", "x", path("to"));
  call(from, "receive");
});

sameCalls("methods of the other class raise", (side) => {
  const { socket, call, make, path } = side;
  const unconnected = make(socket, "unix.dgram");
  const { from } = pair(side);
  call(unconnected, "send", "x");
  call(unconnected, "send");
  for (const method of ["bind", "setsockname", "sendto", "receivefrom"]) {
    call(from, method, "x", path("to"));
    call(from, method);
  }
  call(from, "send", "x");
});

sameCalls("a datagram is cut to the size that is asked for", (side) => {
  const { call } = side;
  const { from, to } = pair(side);
  for (const size of [3, 2.9, "4", "0x2", 0, 6, 7, 1e6, undefined]) {
    call(from, "send", "abcdef");
    call(to, "receive", size);
    call(from, "send", "abcdef");
    call(to, "receivefrom", size);
  }
  call(to, "settimeout", 0);
  call(to, "receive");
});

sameCalls("8192 bytes of a datagram are received unless more are asked for", (side) => {
  const { call } = side;
  const { from, to } = pair(side);
  for (const size of [8192, 8193, 9000, 100_000]) {
    for (const wanted of [undefined, 8191, size, size + 1]) {
      call(from, "send", "0123456789".repeat(size / 10 + 1).slice(0, size));
      call(to, "receive", wanted);
    }
  }
});

sameCalls("a datagram may be empty, and larger than a buffer it may not", (side) => {
  const { socket, call, make, path } = side;
  const { from, to } = pair(side);
  call(from, "send", "");
  call(to, "receive");
  call(from, "send", "");
  call(to, "receivefrom");
  call(from, "send", "x".repeat(1_000_000));
  call(from, "send", "still fine");
  call(to, "receive");
  const unconnected = make(socket, "unix.dgram");
  call(unconnected, "sendto", "", path("to"));
  call(to, "receivefrom", 0);
  call(unconnected, "sendto", "x".repeat(1_000_000), path("to"));
  call(unconnected, "getfd");
});

sameCalls("datagrams keep their order and their bounds", (side) => {
  const { call } = side;
  const { from, to } = pair(side);
  for (const data of ["one", "", "two\n", "3"]) call(from, "send", data);
  for (let at = 0; at < 4; at++) call(to, "receive");
  call(to, "dirty");
});

sameCalls("receive waits for as long as it may", (side) => {
  const { call } = side;
  const { to } = pair(side);
  for (const [seconds, mode] of [
    [0, "b"],
    [0.02, "b"],
    [0, "t"],
    [-1, "b"],
    [0.02, "total"],
    ["0.01", "r"],
  ]) {
    call(to, "settimeout", seconds, mode);
    call(to, "gettimeout");
    if (seconds === -1) continue;
    call(to, "receive");
    call(to, "receivefrom");
  }
  for (const args of [["x"], [true], [1, "x"], [1, ""]]) call(to, "settimeout", ...args);
  call(to, "settimeout");
  call(to, "settimeout", undefined, "t");
  call(to, "gettimeout");
});

sameCalls("a sender waits for a receiver whose queue is full", (side) => {
  const { call } = side;
  const { from, to } = pair(side);
  call(from, "settimeout", 0);
  // net.unix.max_dgram_qlen is the same for both sides.
  let sent = 0;
  while (sent < 10_000 && call(from, "send", "x")[0] !== undefined) sent++;
  call(from, "settimeout", 0.02);
  call(from, "send", "x");
  call(from, "settimeout", 0.02, "t");
  call(from, "send", "x");
  call(to, "receive");
  call(from, "send", "y");
});

sameCalls("what is sent to nobody", (side) => {
  const { socket, call, make, path } = side;
  const from = make(socket, "unix.dgram");
  for (const place of [path("nobody"), "/no/such/folder/x", "/dev/null", "/", ""]) {
    call(from, "sendto", "x", place);
  }
  call(from, "getfd");
  const stream = make(socket, "unix.stream");
  call(stream, "bind", path("stream"));
  call(make(socket, "unix.dgram"), "connect", path("stream"));
});

sameCalls("a peer that has gone refuses, and is then forgotten", (side) => {
  const { call, path } = side;
  const { from, to } = pair(side);
  call(from, "send", "never read");
  call(to, "close");
  for (let at = 0; at < 3; at++) call(from, "send", "x");
  call(from, "settimeout", 0);
  call(from, "receive");
  call(from, "getfd");
  call(from, "connect", path("to"));
  call(from, "getfd");
});

sameCalls("what is no data, no path and no size", (side) => {
  const { socket, call, make, path } = side;
  const { from, to } = pair(side);
  const unconnected = make(socket, "unix.dgram");
  for (const data of [undefined, true, {}, []]) {
    call(from, "send", data);
    call(unconnected, "sendto", data, path("to"));
  }
  for (const place of [undefined, true, {}]) {
    call(unconnected, "sendto", "x", place);
    for (const method of ["bind", "setsockname", "connect", "setpeername"]) call(unconnected, method, place);
  }
  call(unconnected, "sendto", "x", 12);
  call(unconnected, "sendto", "x");
  call(from, "send", 12.5);
  call(unconnected, "sendto", 12, path("to"));
  call(to, "settimeout", 0);
  for (const size of ["*l", "*a", true, {}, ""]) {
    call(to, "receive", size);
    call(to, "receivefrom", size);
  }
  call(to, "receive");
  call(to, "receive");
  call(to, "receive");
});

sameCalls("options are set and not read, and few have names", (side) => {
  const { socket, call, make } = side;
  const { from } = pair(side);
  for (const object of [from, make(socket, "unix.dgram")]) {
    for (const name of [
      "keepalive",
      "reuseaddr",
      "linger",
      "broadcast",
      "dontroute",
      "reuseport",
      "recv-buffer-size",
      "tcp-nodelay",
      "error",
      "",
      "x".repeat(40),
    ]) {
      for (const value of [true, false, 1, { on: true, timeout: 1 }, undefined]) {
        call(object, "setoption", name, value);
      }
    }
    call(object, "setoption");
    call(object, "setoption", true, true);
  }
});

sameCalls("select watches datagrams", (side) => {
  const { socket, call, make } = side;
  const { from, to } = pair(side);
  const unconnected = make(socket, "unix.dgram");
  call(socket, "select", [to, from, unconnected], undefined, 0);
  call(from, "send", "x");
  call(socket, "select", [to, from, unconnected], [unconnected], 5);
  call(to, "receive");
  call(socket, "select", [to, from, unconnected], [from, to], 0);
});

sameCalls("every method of a closed unconnected object", ({ socket, call, make, path }) => {
  const dgram = make(socket, "unix.dgram");
  call(dgram, "close");
  for (const [method, ...args] of methods) call(dgram, method, ...args);
  call(dgram, "receive");
  call(dgram, "bind", "/no/such/folder/x");
  call(dgram, "setsockname", "x".repeat(108));
  call(dgram, "connect", path("nobody"));
  call(dgram, "setpeername", "x".repeat(108));
  call(dgram, "sendto", "x", "x".repeat(108));
});

sameCalls("every method of a closed connected object", (side) => {
  const { from } = pair(side);
  side.call(from, "close");
  for (const [method, ...args] of methods) side.call(from, method, ...args);
  side.call(from, "receive");
  side.call(from, "receivefrom");
  side.call(from, "bind", "/no/such/folder/x");
  side.call(from, "connect", side.path("to"));
});

/** A bound receiver that waits for no longer than ten seconds. */
function bound(t: TestContext, name: string | Buffer): UnixDatagramObject {
  const dgram = must(socket.unix.dgram());
  t.after(() => dgram.close());
  assert.deepEqual(dgram.bind(name), [1]);
  dgram.settimeout(10);
  return dgram;
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-dgram-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a datagram socket tells its class", (t) => {
  const path = join(temporaryFolder(t), "d");
  const to = bound(t, path);
  const from = must(socket.unix.dgram());
  t.after(() => from.close());
  assert.equal(from.class, "unixdgram{unconnected}");
  from.connect(path);
  assert.equal(from.class, "unixdgram{connected}");
  assert.equal(String(to), `unixdgram{unconnected}: ${to.getfd()}`);
  const lost = must(socket.unix.dgram());
  assert.deepEqual(lost.connect(`${path}-nobody`), [undefined, "No such file or directory"]);
  assert.equal(String(lost), "unixdgram{unconnected}: -1");
});

test("bind makes a file, which close leaves there", (t) => {
  const path = join(temporaryFolder(t), "d");
  const to = bound(t, path);
  assert.ok(statSync(path).isSocket());
  to.close();
  assert.ok(existsSync(path));
});

test("a sender with an abstract name can be answered", (t) => {
  const name = (of: string): string => `\0luasocket-dgram-${of}\0-${process.pid}`;
  const to = bound(t, name("to"));
  const from = bound(t, name("from"));
  assert.deepEqual(from.sendto("hello", name("to")), [5]);
  assert.deepEqual(to.receivefrom(), ["hello", name("from")]);
  assert.deepEqual(from.connect(name("to")), [1]);
  assert.deepEqual(from.send("again"), [5]);
  assert.deepEqual(to.receivefrom(3), ["aga", name("from")]);
  assert.deepEqual(to.sendto("back", name("from")), [4]);
  assert.deepEqual(from.receive(), ["back"]);
  from.close();
  assert.deepEqual(to.sendto("back", name("from")), [undefined, "connection refused"]);
});

test("receivefrom on a closed socket says closed", (t) => {
  const dgram = bound(t, join(temporaryFolder(t), "d"));
  dgram.close();
  assert.deepEqual(dgram.receivefrom(), [undefined, "closed"]);
  assert.deepEqual(dgram.receivefrom(5), [undefined, "closed"]);
});

test("a sender's path is text of the receiver's encoding", (t) => {
  const folder = temporaryFolder(t);
  const to = bound(t, join(folder, "to"));
  const named = bound(t, join(folder, "ä"));
  named.sendto("x", join(folder, "to"));
  assert.deepEqual(to.receivefrom(), ["x", join(folder, "ä")]);
  const path = Buffer.from(join(folder, "\xff"), "latin1");
  const other = bound(t, path);
  other.sendto("y", join(folder, "to"));
  to.setencoding("latin1");
  assert.deepEqual(to.receivefrom(), ["y", path.toString("latin1")]);
});

test("a datagram to the path of a stream fails, rather than be tried for ever", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-type-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const name = join(folder, "stream");
  const stream = must(socket.unix.stream());
  const dgram = must(socket.unix.dgram());
  for (const end of [stream, dgram]) t.after(() => end.close());
  assert.deepEqual(stream.bind(name), [1]);
  assert.deepEqual(dgram.sendto("x", name), [undefined, "Protocol wrong type for socket"]);
});

test("text that an encoding has no bytes for is no path", (t) => {
  const dgram = must(socket.unix.dgram());
  t.after(() => dgram.close());
  assert.throws(() => dgram.bind("\ud800"), {
    message: "bad argument #1 to 'bind' (text contains a lone surrogate)",
  });
  assert.throws(() => dgram.setencoding("latin1").sendto("x", "€"), {
    message: "bad argument #2 to 'sendto' (text contains characters beyond Latin-1)",
  });
});
