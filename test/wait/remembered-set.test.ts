// select remembers what it has watched. Nothing of that may show.
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type TcpClient } from "luasocket";
import { connectedPair } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

/** Enough for a set. */
const MANY = 60;

function pairs(t: TestContext, count = MANY): { clients: TcpClient[]; peers: TcpClient[] } {
  const all = Array.from({ length: count }, () => connectedPair(t));
  return { clients: all.map(({ client }) => client), peers: all.map(({ peer }) => peer) };
}

/** What is readable, and writable, of clients: their places. */
function ready(readers: readonly TcpClient[], writers: readonly TcpClient[] = []): [number[], number[]] {
  const [readable, writable] = socket.select(readers, writers, 0);
  const placesIn = (list: readonly TcpClient[], some: readonly TcpClient[]) =>
    some.map((one) => list.indexOf(one)).sort((a, b) => a - b);
  return [placesIn(readers, readable), placesIn(writers, writable)];
}

test("the same list again and again gives who is ready, and only them", (t) => {
  const { clients, peers } = pairs(t);
  for (let round = 0; round < 5; round++) {
    assert.deepEqual(ready(clients), [[], []]);
    peers[round]?.send("x\n");
    peers[MANY - 1 - round]?.send("x\n");
    assert.deepEqual(ready(clients), [[round, MANY - 1 - round], []]);
    // Who has not received is ready again.
    assert.deepEqual(ready(clients), [[round, MANY - 1 - round], []]);
    clients[round]?.receive();
    clients[MANY - 1 - round]?.receive();
  }
});

test("a list that changes little or much, and comes back, gives who is ready of it", (t) => {
  const { clients, peers } = pairs(t);
  for (let round = 0; round < 3; round++) ready(clients);
  peers[3]?.send("x\n");
  peers[50]?.send("x\n");
  assert.deepEqual(ready(clients.slice(1)), [[2, 49], []]);
  assert.deepEqual(ready(clients.slice(0, 50)), [[3], []]);
  assert.deepEqual(ready(clients.slice(30)), [[20], []]);
  assert.deepEqual(ready(clients.slice(30)), [[20], []]);
  assert.deepEqual(ready([...clients].reverse()), [[9, 56], []]);
  assert.deepEqual(ready([...clients].reverse()), [[9, 56], []]);
  assert.deepEqual(ready(clients), [[3, 50], []]);
});

test("what is watched for reading may be watched for writing next, and for both", (t) => {
  const { clients, peers } = pairs(t);
  const everyPlace = clients.map((_, place) => place);
  for (let round = 0; round < 3; round++) {
    assert.deepEqual(ready(clients), [[], []]);
    assert.deepEqual(ready([], clients), [[], everyPlace]);
    peers[7]?.send("x\n");
    assert.deepEqual(ready(clients, clients), [[7], everyPlace]);
    assert.deepEqual(ready(clients, clients), [[7], everyPlace]);
    clients[7]?.receive();
  }
});

test("who is closed is watched no more, and who gets its descriptor is somebody else", (t) => {
  const { clients, peers } = pairs(t);
  for (let round = 0; round < 3; round++) ready(clients);
  peers[5]?.send("x\n");
  const fd = clients[5]?.getfd();
  clients[5]?.close();
  assert.deepEqual(ready(clients), [[], []]);
  const { client, peer } = connectedPair(t);
  const [newer] = [client, peer].filter((one) => one.getfd() === fd);
  const list = [...clients.slice(0, 5), ...clients.slice(6), newer ?? client];
  assert.deepEqual(ready(list), [[], []]);
  (newer === peer ? client : peer).send("x\n");
  assert.deepEqual(ready(list), [[MANY - 1], []]);
  assert.deepEqual(ready(list), [[MANY - 1], []]);
});

test("a peer that ends or resets makes its socket ready, each time", (t) => {
  const { clients, peers } = pairs(t);
  for (let round = 0; round < 3; round++) ready(clients);
  peers[1]?.close();
  peers[2]?.setoption("linger", { on: true, timeout: 0 });
  peers[2]?.close();
  assert.deepEqual(ready(clients), [[1, 2], []]);
  assert.deepEqual(ready(clients), [[1, 2], []]);
  assert.deepEqual(clients[1]?.receive(), [undefined, "closed", ""]);
});

test("a list with something else in it, or with one twice, is looked at as ever", (t) => {
  const { clients, peers } = pairs(t);
  for (let round = 0; round < 3; round++) ready(clients);
  peers[0]?.send("x\n");
  const foreign = { getfd: () => clients[0]?.getfd() ?? -1 };
  for (let round = 0; round < 3; round++) {
    const [readable] = socket.select([...clients.slice(1), foreign], [], 0);
    assert.deepEqual([...readable], [foreign]);
    const [twice] = socket.select([...clients, clients[0] as TcpClient], [], 0);
    assert.deepEqual([...twice], [clients[0]]);
  }
});
