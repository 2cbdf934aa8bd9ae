// A datagram that is not valid in its socket's encoding is kept.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type UdpObject } from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

function pair(t: TestContext): { from: UdpObject; to: UdpObject; port: number; own: number } {
  const from = must(socket.udp4());
  const to = must(socket.udp4());
  for (const udp of [from, to]) {
    udp.settimeout(10);
    udp.setsockname("127.0.0.1", 0);
    t.after(() => udp.close());
  }
  return { from, to, port: to.getsockname()[1] as number, own: from.getsockname()[1] as number };
}

const NOT_UTF8 = Buffer.from("a\xff\xfe", "latin1");

test("text goes there as UTF-8 and comes as text", (t) => {
  const { from, to, port } = pair(t);
  assert.deepEqual(from.sendto("Grüße €", "127.0.0.1", port), [11]);
  assert.deepEqual(to.receive(), ["Grüße €"]);
  from.setencoding("latin1").sendto("Grüße", "127.0.0.1", port);
  assert.deepEqual(to.setencoding("buffer").receive(), [Buffer.from("Grüße", "latin1")]);
});

test("a datagram that is not UTF-8 makes receive throw, and is the next one under another encoding", (t) => {
  const { from, to, port } = pair(t);
  from.sendto(NOT_UTF8, "127.0.0.1", port);
  from.sendto("next", "127.0.0.1", port);
  assert.throws(() => to.receive(), { name: "TypeError", message: /not UTF-8/ });
  assert.equal(to.dirty(), true);
  assert.deepEqual(socket.select([to], undefined, 0)[0], [to]);
  assert.throws(() => to.receive(), /not UTF-8/);
  assert.deepEqual(to.setencoding("latin1").receive(), ["a\xff\xfe"]);
  assert.equal(to.dirty(), false);
  assert.deepEqual(to.setencoding("utf8").receive(), ["next"]);
});

test("it still knows who sent it, and can be cut", (t) => {
  const { from, to, port, own } = pair(t);
  from.sendto(NOT_UTF8, "127.0.0.1", port);
  assert.throws(() => to.receivefrom(), /not UTF-8/);
  assert.deepEqual(to.receivefrom(1), ["a", "127.0.0.1", own]);
});

test("it can be received into memory", (t) => {
  const { from, to, port, own } = pair(t);
  from.sendto(NOT_UTF8, "127.0.0.1", port);
  assert.throws(() => to.receive(), /not UTF-8/);
  const bytes = new Uint8Array(8);
  assert.deepEqual(to.receivefrominto(bytes, 2), [3, "127.0.0.1", own]);
  assert.deepEqual(Buffer.from(bytes.subarray(2, 5)), NOT_UTF8);
  assert.equal(to.dirty(), false);
});

test("sockets do not take each other's for their own", (t) => {
  const first = pair(t);
  const second = pair(t);
  first.from.sendto(NOT_UTF8, "127.0.0.1", first.port);
  second.from.sendto("fine", "127.0.0.1", second.port);
  assert.throws(() => first.to.receive(), /not UTF-8/);
  assert.deepEqual(second.to.receive(), ["fine"]);
  assert.deepEqual(first.to.setencoding("buffer").receive(), [NOT_UTF8]);
});

test("after close it can still be received", (t) => {
  const { from, to, port } = pair(t);
  from.sendto(NOT_UTF8, "127.0.0.1", port);
  assert.throws(() => to.receive(), /not UTF-8/);
  to.close();
  assert.deepEqual(to.setencoding("latin1").receive(), ["a\xff\xfe"]);
});

test("text that an encoding has no bytes for is not sent", (t) => {
  const { from, to, port } = pair(t);
  assert.throws(() => from.sendto("\ud800", "127.0.0.1", port), {
    message: "bad argument #1 to 'sendto' (text contains a lone surrogate)",
  });
  assert.throws(() => from.setencoding("latin1").sendto("€", "127.0.0.1", port), {
    message: "bad argument #1 to 'sendto' (text contains characters beyond Latin-1)",
  });
  to.settimeout(0);
  assert.deepEqual(to.receive(), [undefined, "timeout"]);
});
