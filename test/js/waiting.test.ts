// Every operation that may wait, along every path that a wait can take.

import assert from "node:assert/strict";
import test from "node:test";
import socket, { type TcpClient } from "luasocket";
import { connectedPair, must, reset } from "../support/connected-pair.ts";
import { type Step, scriptedPeer } from "../support/scripted-peer.ts";

/** How long the peer lets us wait. Nothing measures it: it only has to come after the call began. */
const LATER = 60;

interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly act: (client: TcpClient) => readonly unknown[];
  readonly result: readonly unknown[];
}

const cases: readonly Case[] = [
  {
    name: "a line that comes later",
    steps: [LATER, "hello\n"],
    act: (client) => client.receive("*l"),
    result: ["hello"],
  },
  {
    name: "a line that comes in pieces",
    steps: ["he", LATER, "llo\r", LATER, "\nrest"],
    act: (client) => client.receive("*l"),
    result: ["hello"],
  },
  {
    name: "bytes that come in pieces",
    steps: ["ab", LATER, "cd", LATER, "ef"],
    act: (client) => client.receive(5),
    result: ["abcde"],
  },
  {
    name: "everything, up to an end that comes later",
    steps: ["ab", LATER, "cd", LATER, "<end>"],
    act: (client) => client.receive("*a"),
    result: ["abcd"],
  },
  {
    name: "receive(0) once something has come",
    steps: [LATER, "x"],
    act: (client) => [...client.receive(0), client.dirty()],
    result: ["", true],
  },
  {
    name: "a line that the end cuts short",
    steps: ["no line", LATER, "<end>"],
    act: (client) => client.receive("*l"),
    result: [undefined, "closed", "no line"],
  },
  {
    name: "bytes that a reset cuts short",
    steps: ["abc", LATER, "<reset>"],
    act: (client) => client.receive(5),
    result: [undefined, "closed", "abc"],
  },
  {
    name: "everything, cut short by a reset",
    steps: ["abc", LATER, "<reset>"],
    act: (client) => client.receive("*a"),
    result: [undefined, "closed", "abc"],
  },
  {
    name: "a line, until the block limit",
    steps: ["abc"],
    act: (client) => limited(client, () => client.receive("*l"), LATER / 1000),
    result: [undefined, "timeout", "abc"],
  },
  {
    name: "bytes, until the total limit",
    steps: ["abc"],
    act: (client) => limited(client, () => client.receive(10), LATER / 1000, "t"),
    result: [undefined, "timeout", "abc"],
  },
];

/** Runs a call under a limit, and checks that the limit was waited for. */
function limited<R>(client: TcpClient, call: () => R, seconds: number, mode: "b" | "t" = "b"): R {
  client.settimeout(-1);
  client.settimeout(-1, "t");
  client.settimeout(seconds, mode);
  const start = performance.now();
  const result = call();
  // poll's milliseconds are whole, and cut: the wait may be up to one shorter.
  assert.ok(performance.now() - start >= seconds * 1000 - 1.5);
  return result;
}

for (const { name, steps, act, result } of cases) {
  test(`receive waits for ${name}`, async (t) => {
    const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, steps)));
    t.after(() => client.close());
    client.settimeout(20, "t");
    assert.deepEqual(act(client), result);
  });
}

test("a line that a timeout cut short is finished by the next receive", async (t) => {
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, ["hel", 3 * LATER, "lo\n"])));
  t.after(() => client.close());
  client.settimeout(LATER / 1000);
  const [, err, partial] = client.receive("*l");
  assert.deepEqual([err, partial], ["timeout", "hel"]);
  client.settimeout(20);
  assert.deepEqual(client.receive("*l", partial), ["hello"]);
});

test("a block limit alone is a deadline for the whole call, however the bytes drip", async (t) => {
  const drip = Array.from({ length: 40 }, () => [25, "x"] as const).flat();
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, drip)));
  t.after(() => client.close());
  const [, err, partial] = limited(client, () => client.receive(40), 0.2);
  assert.equal(err, "timeout");
  assert.ok((partial as string).length < 40);
});

test("with both limits set, a wait may take the block limit each time", async (t) => {
  const drip = Array.from({ length: 8 }, () => [25, "x"] as const).flat();
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, drip)));
  t.after(() => client.close());
  client.settimeout(5);
  client.settimeout(20, "t");
  assert.deepEqual(client.receive(8), ["xxxxxxxx"]);
});

test("receive gives what is there although the limit is 0, and never waits", (t) => {
  const { client, peer } = connectedPair(t);
  client.settimeout(0);
  assert.deepEqual(client.receive("*l"), [undefined, "timeout", ""]);
  peer.send("there\nhalf");
  socket.select([client], undefined, 10);
  assert.deepEqual(client.receive("*l"), ["there"]);
  assert.deepEqual(client.receive("*l"), [undefined, "timeout", "half"]);
});

test("receive after a reset tells closed, with what had come before", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("last words");
  socket.select([client], undefined, 10);
  client.receive(0);
  reset(peer);
  assert.deepEqual(client.receive("*a"), [undefined, "closed", "last words"]);
  assert.deepEqual(client.receive("*a"), [undefined, "closed", ""]);
});

test("receive on a client that we closed gives what had come, then closed", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("one\ntwo");
  assert.deepEqual(client.receive("*l"), ["one"]);
  client.close();
  assert.deepEqual(client.receive("*a"), ["two"]);
  assert.deepEqual(client.receive("*a"), [undefined, "closed", ""]);
});

test("send waits for a peer that reads later, and loses nothing", async (t) => {
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, [LATER, "<read>"])));
  t.after(() => client.close());
  client.settimeout(20, "t");
  const data = Buffer.alloc(16 << 20, "x");
  assert.deepEqual(client.send(data), [data.length]);
});

test("send to a peer that never reads times out and tells how far it got", async (t) => {
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, [])));
  t.after(() => client.close());
  const data = Buffer.alloc(16 << 20, "x");
  const [last, err, partial] = limited(client, () => client.send(data), LATER / 1000);
  assert.deepEqual([last, err], [undefined, "timeout"]);
  assert.ok((partial as number) > 0 && (partial as number) < data.length);
});

test("send to a peer that resets meanwhile tells closed and how far it got", async (t) => {
  const client = must(socket.connect("127.0.0.1", await scriptedPeer(t, ["<data>", LATER, "<reset>"])));
  t.after(() => client.close());
  client.settimeout(20, "t");
  const [last, err, partial] = client.send(Buffer.alloc(16 << 20, "x"));
  assert.deepEqual([last, err], [undefined, "closed"]);
  assert.ok((partial as number) > 0);
});

test("send resumes behind what a limit of 0 let through", (t) => {
  const { client, peer } = connectedPair(t);
  client.settimeout(0);
  peer.settimeout(0);
  const data = Buffer.alloc(8 << 20, "0123456789abcdef");
  const received: Buffer[] = [];
  const reader = peer.setencoding("buffer");
  let last = 0;
  while (last < data.length) {
    const [sent, , partial] = client.send(data, last + 1);
    last = sent ?? (partial as number);
    const [all, , some] = reader.receive(1 << 20);
    received.push((all ?? some) as Buffer);
  }
  client.close();
  reader.settimeout(10);
  received.push(must(reader.receive("*a")));
  assert.ok(Buffer.concat(received).equals(data));
});

test("accept gives a connection that waits, and times out without one", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  server.settimeout(0);
  assert.deepEqual(server.accept(), [undefined, "timeout"]);
  server.settimeout(LATER / 1000);
  assert.deepEqual(server.accept(), [undefined, "timeout"]);
  const client = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
  t.after(() => client.close());
  const accepted = must(server.accept());
  t.after(() => accepted.close());
  assert.deepEqual(accepted.gettimeout(), [-1, -1]);
  server.close();
  assert.deepEqual(server.accept(), [undefined, "closed"]);
});

test("connect with a limit of 0 says timeout, select tells when it is done, connect how it went", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const [tcp] = socket.tcp();
  t.after(() => tcp.close());
  tcp.settimeout(0);
  const port = server.getsockname()[1] as number;
  assert.deepEqual(tcp.connect("127.0.0.1", port), [undefined, "timeout"]);
  assert.deepEqual(socket.select(undefined, [tcp], 10)[1], [tcp]);
  assert.deepEqual(tcp.connect("127.0.0.1", port), [1]);
  assert.deepEqual(tcp.connect("127.0.0.1", port), [undefined, "already connected"]);
});

test("connect to where nobody listens is refused, and leaves a client", () => {
  const [tcp] = socket.tcp();
  assert.deepEqual(tcp.connect("127.0.0.1", 1), [undefined, "connection refused"]);
  assert.equal(tcp.class, "tcp{client}");
  assert.deepEqual(tcp.receive(), [undefined, "closed", ""]);
  tcp.close();
});

test("connect to a queue that is full waits until its limit", (t) => {
  const server = must(socket.bind("127.0.0.1", 0, 0));
  t.after(() => server.close());
  const port = server.getsockname()[1] as number;
  const failures: unknown[] = [];
  // Linux takes one connection more than the backlog says, and drops the requests of the others.
  for (let attempt = 0; attempt < 4; attempt++) {
    const [tcp] = socket.tcp();
    t.after(() => tcp.close());
    tcp.settimeout(LATER / 1000);
    failures.push(tcp.connect("127.0.0.1", port)[1]);
  }
  assert.equal(failures[0], undefined);
  assert.equal(failures.at(-1), "timeout");
});
