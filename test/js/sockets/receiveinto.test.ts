import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type UdpObject } from "luasocket";
import { connectedPair, must, reset } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { scriptedPeer } from "../../support/scripted-peer.ts";

leavesNoSocketOpen();

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

test("what is buffered comes first, then what the system has", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("line\nbuffered");
  assert.deepEqual(client.receive(), ["line"]);
  peer.send(" and not");
  const bytes = new Uint8Array(16);
  assert.deepEqual(client.receiveinto(bytes), [16]);
  assert.equal(text(bytes), "buffered and not");
  assert.equal(client.dirty(), false);
});

test("no more is taken than was asked for", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("one two\nthree\n");
  const bytes = new Uint8Array(4);
  client.receiveinto(bytes);
  assert.deepEqual([text(bytes), client.receive()], ["one ", ["two"]]);
  client.receiveinto(bytes);
  assert.deepEqual([text(bytes), client.receive()], ["thre", ["e"]]);
});

test("a range is filled and nothing beside it", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("abcdef");
  const bytes = Buffer.from("..........");
  assert.deepEqual(client.receiveinto(bytes, 2, 5), [3]);
  assert.deepEqual(client.receiveinto(bytes.subarray(6), 1), [3]);
  assert.equal(bytes.toString(), "..abc..def");
  assert.deepEqual(client.receiveinto(bytes, 10), [0]);
});

test("a timeout tells how many bytes have come, and the next call goes on behind them", (t) => {
  const { client, peer } = connectedPair(t);
  const bytes = new Uint8Array(6);
  client.settimeout(0);
  peer.send("abc");
  assert.deepEqual(client.receiveinto(bytes), [undefined, "timeout", 3]);
  peer.send("def");
  assert.deepEqual(client.receiveinto(bytes, 3), [3]);
  assert.equal(text(bytes), "abcdef");
});

test("an end and a reset tell how many bytes have come", (t) => {
  const { client, peer } = connectedPair(t);
  const bytes = new Uint8Array(6);
  peer.send("abc");
  peer.close();
  assert.deepEqual(client.receiveinto(bytes), [undefined, "closed", 3]);
  assert.deepEqual(client.receiveinto(bytes), [undefined, "closed", 0]);
  const other = connectedPair(t);
  reset(other.peer);
  assert.deepEqual(other.client.receiveinto(bytes), [undefined, "closed", 0]);
});

test("it waits for bytes that come late", async (t) => {
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, ["ab", 30, "cd", 30, "ef"])));
  t.after(() => client.close());
  client.settimeout(10, "t");
  const bytes = new Uint8Array(6);
  assert.deepEqual(client.receiveinto(bytes), [6]);
  assert.equal(text(bytes), "abcdef");
});

test("megabytes arrive as they were sent", async (t) => {
  const sent = Buffer.from(Array.from({ length: 4 * 1024 * 1024 }, (_, at) => (at * 7) % 251));
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, [sent, "<end>"])));
  t.after(() => client.close());
  client.settimeout(10, "t");
  const bytes = new Uint8Array(sent.length);
  assert.deepEqual(client.receiveinto(bytes), [sent.length]);
  assert.ok(sent.equals(bytes));
});

test("what is received so counts in getstats", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("abcdef");
  client.receive(1);
  client.receiveinto(new Uint8Array(5));
  assert.equal(client.getstats()[0], 6);
});

test("shared memory and memory that can be resized can be received into", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("abcdef");
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  const resizable = new Uint8Array(Reflect.construct(ArrayBuffer, [3, { maxByteLength: 10 }]));
  client.receiveinto(shared);
  client.receiveinto(resizable);
  assert.deepEqual([text(shared), text(resizable)], ["abc", "def"]);
});

test("an array that lies about its length is taken for what it is", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("abcdef");
  const liar = Object.defineProperty(new Uint8Array(3), "length", { value: 1000 });
  assert.deepEqual(client.receiveinto(liar), [3]);
  assert.deepEqual(client.receive(3), ["def"]);
});

test("wrong arguments throw and take nothing", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("abc");
  const into = client.receiveinto.bind(client) as (...values: unknown[]) => unknown;
  const bytes = new Uint8Array(3);
  const givenAway = new Uint8Array(3);
  structuredClone(givenAway.buffer, { transfer: [givenAway.buffer] });
  for (const [values, message] of [
    [[givenAway], "bad argument #1 to 'receiveinto' (Uint8Array expected, got object)"],
    [["text"], "bad argument #1 to 'receiveinto' (Uint8Array expected, got string)"],
    [[new Uint16Array(3)], "bad argument #1 to 'receiveinto' (Uint8Array expected, got object)"],
    [[bytes, -1], "bad argument #2 to 'receiveinto' (index in the buffer expected)"],
    [[bytes, 4], "bad argument #2 to 'receiveinto' (index in the buffer expected)"],
    [[bytes, 0.5], "bad argument #2 to 'receiveinto' (index in the buffer expected)"],
    [[bytes, "x"], "bad argument #2 to 'receiveinto' (number expected, got string)"],
    [[bytes, 0, 4], "bad argument #3 to 'receiveinto' (index in the buffer expected)"],
    [[bytes, 2, 1], "bad argument #3 to 'receiveinto' (index in the buffer expected)"],
    [[bytes, 0, Number.NaN], "bad argument #3 to 'receiveinto' (index in the buffer expected)"],
  ] as const) {
    assert.throws(() => into(...values), { name: "TypeError", message });
  }
  assert.deepEqual(client.receive(3), ["abc"]);
});

test("a master has nothing to receive", () => {
  assert.throws(() => socket.tcp()[0].receiveinto(new Uint8Array(1)), {
    message: "calling 'receiveinto' on bad self (tcp{client} expected)",
  });
});

function udpPair(t: TestContext): { from: UdpObject; to: UdpObject; port: number } {
  const from = must(socket.udp4());
  const to = must(socket.udp4());
  for (const udp of [from, to]) {
    udp.settimeout(10);
    t.after(() => udp.close());
  }
  to.setsockname("127.0.0.1", 0);
  from.setsockname("127.0.0.1", 0);
  return { from, to, port: to.getsockname()[1] as number };
}

test("a datagram goes into the caller's memory, cut to the range", (t) => {
  const { from, to, port } = udpPair(t);
  from.sendto("abcdef", "127.0.0.1", port);
  from.sendto("ghi", "127.0.0.1", port);
  from.sendto("", "127.0.0.1", port);
  const bytes = Buffer.from("........");
  assert.deepEqual(to.receiveinto(bytes, 1, 5), [4]);
  assert.deepEqual(to.receivefrominto(bytes, 5), [3, "127.0.0.1", from.getsockname()[1]]);
  assert.deepEqual(to.receiveinto(bytes), [0]);
  assert.equal(bytes.toString(), ".abcdghi");
  to.settimeout(0);
  assert.deepEqual(to.receiveinto(bytes), [undefined, "timeout"]);
  assert.deepEqual(to.receivefrominto(bytes), [undefined, "timeout"]);
});

test("a connected object has no receivefrominto", (t) => {
  const { to, port } = udpPair(t);
  to.setpeername("127.0.0.1", port);
  assert.throws(() => to.receivefrominto(new Uint8Array(1)), {
    message: "calling 'receivefrominto' on bad self (udp{unconnected} expected)",
  });
});
