// What calls cost, in calls of C functions: each is worth hundreds of nanoseconds, also one that makes no
// system call.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import koffi from "koffi";
import type { TcpClient } from "luasocket";

/** The names of the C functions that were called, and of koffi's own that look at memory. */
const called: string[] = [];

// Before luasocket is loaded, and with it every declaration of a C function.
type Callable = (...args: unknown[]) => unknown;
const library = koffi as unknown as Record<"load" | "view" | "address", Callable>;
const counting =
  (name: string, call: Callable): Callable =>
  (...args) => {
    called.push(name);
    return call(...args);
  };
const { load } = library;
library.load = (...path) => {
  const loaded = load(...path) as { func: Callable };
  return {
    func: (...declaration: string[]) => {
      const [, name] = /(\w+)\(|^(\w+)$/.exec(declaration[0] as string) ?? [];
      return counting(name ?? (declaration[0] as string), loaded.func(...declaration) as Callable);
    },
  };
};
library.view = counting("view", library.view);
library.address = counting("address", library.address);

const { default: socket } = await import("luasocket");
const { connectedPair } = await import("../../support/connected-pair.ts");

function callsOf(act: () => unknown): string[] {
  called.length = 0;
  act();
  return [...called];
}

/** Both ends after a first exchange: what is made once for all is made by then. */
function warmPair(t: TestContext): { client: TcpClient; peer: TcpClient } {
  const pair = connectedPair(t);
  pair.peer.send("warm\n");
  pair.client.receive();
  return pair;
}

test("a line that has been received before costs no call", (t) => {
  const { client, peer } = warmPair(t);
  for (const encoding of ["utf8", "latin1", "buffer"] as const) {
    client.setencoding(encoding);
    peer.send("one\ntwo\nthree\nfour");
    assert.deepEqual(
      callsOf(() => client.receive()),
      ["recv"],
      encoding,
    );
    assert.deepEqual(
      callsOf(() => [client.receive(), client.receive("*l"), client.receive(4)]),
      [],
    );
  }
});

test("a receive costs its recv, a receive that never waits too", (t) => {
  const { client, peer } = warmPair(t);
  peer.send("12345");
  assert.deepEqual(
    callsOf(() => client.receive(5)),
    ["recv"],
  );
  client.settimeout(0);
  assert.deepEqual(
    callsOf(() => client.receive(5)),
    ["recv"],
  );
  client.settimeout(0.001);
  assert.deepEqual(
    callsOf(() => client.receive(5)),
    ["recv", "poll"],
  );
});

test("a send costs its send, whatever is sent", (t) => {
  const { client } = warmPair(t);
  const sent = [
    "x",
    "é".repeat(40),
    "x".repeat(10_000),
    Buffer.alloc(100),
    12.5,
    new Uint8Array(9).subarray(2),
  ];
  for (const data of sent)
    assert.deepEqual(
      callsOf(() => client.send(data)),
      ["send"],
      String(data),
    );
  assert.deepEqual(
    callsOf(() => client.send("xyz", 2, 2)),
    ["send"],
  );
  assert.deepEqual(
    callsOf(() => client.send("")),
    [],
  );
});

test("limits of time cost no call", (t) => {
  const { client, peer } = warmPair(t);
  client.settimeout(5);
  client.settimeout(5, "t");
  peer.send("hello\n");
  assert.deepEqual(
    callsOf(() => client.receive()),
    ["recv"],
  );
  assert.deepEqual(
    callsOf(() => client.send("hello")),
    ["send"],
  );
});

test("select costs one call, however many are watched", (t) => {
  const ends = Array.from({ length: 50 }, () => connectedPair(t)).flatMap(({ client, peer }) => [
    client,
    peer,
  ]);
  const few = ends.slice(0, 10);
  assert.deepEqual(
    callsOf(() => socket.select(few, few, 0)),
    ["poll"],
  );
  const all = () => socket.select(ends, undefined, 0);
  // The same list for the second time is there to stay.
  all();
  all();
  assert.deepEqual(callsOf(all), ["epoll_wait"]);
  const [first, ...others] = ends;
  assert.deepEqual(
    callsOf(() => first?.close()),
    ["epoll_ctl", "close"],
  );
  assert.deepEqual(
    callsOf(() => socket.select(others, undefined, 0)),
    ["epoll_wait"],
  );
});

test("select after one that found most of many ready asks poll, which tells of ready ones for less", (t) => {
  const pairs = Array.from({ length: 30 }, () => connectedPair(t));
  const clients = pairs.map(({ client }) => client);
  const select = () => socket.select(clients, undefined, 0);
  select();
  select();
  for (const { peer } of pairs) peer.send("x\n");
  assert.deepEqual(callsOf(select), ["epoll_wait"]);
  assert.equal(select()[0].length, 30);
  assert.deepEqual(callsOf(select), ["poll"]);
  for (const client of clients) client.receive();
  assert.deepEqual(callsOf(select), ["poll"]);
  assert.deepEqual(callsOf(select), ["epoll_wait"]);
});

test("what is known without the system costs no call", (t) => {
  const { client } = warmPair(t);
  const act = () => [
    ...[client.settimeout(1), client.gettimeout(), client.getstats(), client.setstats(0, 0, 0)],
    ...[client.getfd(), client.setfd(client.getfd()), client.getfamily(), client.dirty(), String(client)],
    ...[client.class, client.setencoding("latin1"), socket.tcp()],
  ];
  assert.deepEqual(callsOf(act), []);
  assert.deepEqual(
    callsOf(() => client.getsockname()),
    ["getsockname"],
  );
  assert.deepEqual(
    callsOf(() => client.close()),
    ["close"],
  );
  assert.deepEqual(
    callsOf(() => client.close()),
    [],
  );
});

test("a connection costs what the system does for it, and no call more", (t) => {
  const [server] = socket.try(...socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const port = server.getsockname()[1] as number;
  const exchange = (): void => {
    const [client] = socket.try(...socket.connect("127.0.0.1", port));
    const [peer] = socket.try(...server.accept());
    client.send("hello\n");
    peer.receive();
    client.close();
    peer.close();
  };
  exchange();
  assert.deepEqual(callsOf(exchange), ["socket", "connect", "accept4", "send", "recv", "close", "close"]);
});

test("a datagram costs its sendto and its recvfrom, after the first", (t) => {
  const [from] = socket.try(...socket.udp());
  const [to] = socket.try(...socket.udp());
  t.after(() => [from, to].forEach((udp) => void udp.close()));
  to.setsockname("127.0.0.1", 0);
  const port = to.getsockname()[1] as number;
  const exchange = (): void => {
    from.sendto("hello", "127.0.0.1", port);
    to.receivefrom();
  };
  exchange();
  assert.deepEqual(callsOf(exchange), ["sendto", "recvfrom"]);
});
