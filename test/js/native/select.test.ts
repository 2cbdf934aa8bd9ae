// select, call by call beside the C LuaSocket: who is ready, in which order, and who is passed over.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type Selectable, type UdpObject } from "luasocket";
import { connectedPair, must } from "../../support/connected-pair.ts";
import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

interface Ends {
  readonly server: Target;
  readonly client: Target;
  readonly peer: Target;
  readonly port: unknown;
}

/** A server, and a client and a peer that are connected over it; their descriptors ascend in this order. */
function pair({ socket, call, make }: Side): Ends {
  const server = make(socket, "bind", "127.0.0.1", 0);
  const [, port] = call(server, "getsockname");
  const client = make(socket, "connect", "127.0.0.1", port);
  const peer = make(server, "accept");
  for (const end of [client, peer, server]) call(end, "settimeout", 5);
  return { server, client, peer, port };
}

/** Sends to each, and waits until all can be read. */
function feed({ socket, call }: Side, pairs: readonly Ends[], data = "x\n"): void {
  for (const { client, peer } of pairs) {
    call(client, "send", data);
    call(socket, "select", [peer], undefined, 5);
  }
}

/** Leaves unread bytes in the peer. */
function soil(side: Side, { client, peer }: Ends): void {
  side.call(client, "send", "one\ntwo\n");
  side.call(peer, "receive");
  side.call(peer, "dirty");
}

sameCalls("nobody is ready", (side) => {
  const { socket, call } = side;
  const { server, client, peer } = pair(side);
  for (const seconds of [0, 0.02, "0.01", 0.0000001])
    call(socket, "select", [server, client, peer], [], seconds);
  call(socket, "select", undefined, [server], 0);
  call(socket, "select", [], [], 0);
  call(socket, "select", undefined, undefined, 0.01);
  call(socket, "select", [], undefined, 0);
});

sameCalls("there are two results if somebody is ready, and three if not", (side) => {
  const { socket, call } = side;
  const { client, peer } = pair(side);
  call(socket, "select", [peer], [client], 5);
  call(socket, "select", undefined, [client, peer]);
  call(socket, "select", [peer], undefined, 0);
  call(client, "send", "x");
  call(socket, "select", [peer]);
  call(socket, "select", [peer], undefined, -1);
  call(socket, "select", [peer], undefined, undefined);
});

sameCalls("whoever is ready comes by descriptor, whatever the order of the list", (side) => {
  const { socket, call } = side;
  const pairs = [pair(side), pair(side), pair(side)];
  feed(side, pairs);
  const [a, b, c] = pairs.map(({ peer }) => peer) as [Target, Target, Target];
  for (const list of [
    [a, b, c],
    [c, b, a],
    [b, c, a],
    [c, a],
  ]) {
    call(socket, "select", list, undefined, 5);
    call(socket, "select", undefined, list, 5);
    call(socket, "select", list, list, 5);
  }
});

sameCalls("whoever is dirty comes first, in the order of the list", (side) => {
  const { socket, call } = side;
  const pairs = [pair(side), pair(side), pair(side), pair(side)] as [Ends, Ends, Ends, Ends];
  const [a, b, c, d] = pairs.map(({ peer }) => peer) as [Target, Target, Target, Target];
  feed(side, [pairs[0], pairs[2]]);
  soil(side, pairs[1]);
  soil(side, pairs[3]);
  call(socket, "select", [a, b, c, d], undefined, 5);
  call(socket, "select", [d, c, b, a], undefined, 5);
  call(socket, "select", [c, d, a, b]);
  call(socket, "select", [d, b], [c, a], 5);
});

sameCalls("a dirty object makes select wait for nobody else", (side) => {
  const { socket, call } = side;
  const quiet = pair(side);
  const ends = pair(side);
  soil(side, ends);
  call(socket, "select", [quiet.peer, ends.peer]);
  call(socket, "select", [ends.peer], undefined, 1e10);
  call(ends.client, "close");
  call(socket, "select", [ends.peer, quiet.peer]);
  call(ends.peer, "receive");
  call(ends.peer, "dirty");
  call(socket, "select", [quiet.peer, ends.peer], undefined, 5);
});

sameCalls("a dirty object is nothing special to writers", (side) => {
  const { socket, call } = side;
  const pairs = [pair(side), pair(side)] as [Ends, Ends];
  soil(side, pairs[1]);
  call(socket, "select", undefined, [pairs[1].peer, pairs[0].peer], 5);
  call(socket, "select", [pairs[1].peer], [pairs[1].peer, pairs[0].peer], 5);
});

sameCalls("who is listed twice and ready comes once, who is dirty comes twice", (side) => {
  const { socket, call } = side;
  const ends = pair(side);
  feed(side, [ends], "one\ntwo\n");
  const { client, peer } = ends;
  call(socket, "select", [peer, client, peer, peer], undefined, 5);
  call(socket, "select", [], [peer, client, peer], 5);
  call(socket, "select", [peer], [peer], 5);
  call(peer, "receive");
  call(socket, "select", [peer, client, peer, peer], undefined, 5);
  call(socket, "select", [peer, peer], [peer, peer], 5);
});

sameCalls("of two objects with one descriptor, the last stands for both", (side) => {
  const { socket, call, make } = side;
  const ends = pair(side);
  feed(side, [ends], "one\ntwo\n");
  const { peer } = ends;
  const source = make(socket, "source", peer);
  call(socket, "select", [peer, source], undefined, 5);
  call(socket, "select", [source, peer], undefined, 5);
  call(socket, "select", [peer], [source], 5);
  call(socket, "select", [source], [peer], 5);
  call(peer, "receive");
  call(socket, "select", [peer, source], undefined, 5);
  call(socket, "select", [source, peer, source], undefined, 5);
  call(socket, "select", [peer], [source], 5);
});

sameCalls("sinks and sources are selected by their sockets", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  const sink = make(socket, "sink", "keep-open", client);
  const source = make(socket, "source", "until-closed", peer);
  call(socket, "select", [source], [sink], 5);
  call(socket, "select", [source], undefined, 0);
  call(sink, "", "x\ny\n");
  call(socket, "select", [source], undefined, 5);
  call(peer, "receive");
  call(socket, "select", [source], undefined, 5);
  call(peer, "close");
  call(socket, "select", [source], [source], 0);
});

sameCalls("whoever is closed or has no descriptor yet is passed over", (side) => {
  const { socket, call, make } = side;
  const ends = pair(side);
  feed(side, [ends]);
  const closed = make(socket, "tcp4");
  call(closed, "close");
  const gone = make(socket, "bind", "127.0.0.1", 0);
  call(gone, "close");
  const others = [closed, gone, make(socket, "tcp"), make(socket, "udp")];
  call(socket, "select", [...others, ends.peer, ...others], others, 5);
  call(socket, "select", others, others, 0);
  call(socket, "select", others, undefined, 0.01);
  call(socket, "select", others, [...others, ends.client], 5);
});

sameCalls("a closed object is passed over, though it is dirty", (side) => {
  const { socket, call } = side;
  const ends = pair(side);
  soil(side, ends);
  call(ends.peer, "close");
  call(ends.peer, "dirty");
  call(socket, "select", [ends.peer], undefined, 0);
});

sameCalls("text and tables are passed over", (side) => {
  const { socket, call } = side;
  const ends = pair(side);
  feed(side, [ends]);
  call(socket, "select", ["text", ends.peer, ""], ["x"], 5);
  call(socket, "select", [{}, ends.peer, [], { getfd: undefined }], undefined, 5);
  call(socket, "select", ["text", {}], [[]], 0);
});

sameCalls("a server is readable while there is somebody to accept, and never writable", (side) => {
  const { socket, call, make } = side;
  const { server, port } = pair(side);
  call(socket, "select", [server], [server], 0);
  make(socket, "connect", "127.0.0.1", port);
  make(socket, "connect", "127.0.0.1", port);
  call(socket, "select", [server], [server], 5);
  make(server, "accept");
  call(socket, "select", [server], [server], 5);
  make(server, "accept");
  call(socket, "select", [server], [server], 0);
});

sameCalls("an end is something to read, again and again", (side) => {
  const { socket, call } = side;
  const { client, peer } = pair(side);
  call(client, "shutdown", "send");
  call(socket, "select", [peer, client], undefined, 5);
  call(peer, "receive");
  call(socket, "select", [peer, client], [peer], 5);
  call(peer, "close");
  call(socket, "select", [client], [client], 5);
});

sameCalls("a reset is something to read, and to write", (side) => {
  const { socket, call } = side;
  const { client, peer } = pair(side);
  call(client, "setoption", "linger", { on: true, timeout: 0 });
  call(client, "close");
  call(socket, "select", [peer], undefined, 5);
  call(socket, "select", [peer], [peer], 5);
  call(peer, "receive");
});

sameCalls("a connection that is refused is readable and writable", ({ socket, call, make }) => {
  const gone = make(socket, "bind", "127.0.0.1", 0);
  const [, port] = call(gone, "getsockname");
  call(gone, "close");
  const client = make(socket, "tcp4");
  call(client, "settimeout", 0);
  call(client, "connect", "127.0.0.1", port);
  call(socket, "select", [client], [client], 5);
});

sameCalls("a connection under way is writable when it is made", (side) => {
  const { socket, call, make } = side;
  const { server, port } = pair(side);
  const client = make(socket, "tcp4");
  call(client, "settimeout", 0);
  call(client, "connect", "127.0.0.1", port);
  call(socket, "select", [client], [client], 5);
  call(socket, "select", [server], undefined, 5);
  call(client, "send", "x");
});

sameCalls("a master that is neither client nor server", ({ socket, call, make }) => {
  const master = make(socket, "tcp4");
  call(socket, "select", [master], undefined, 5);
  call(socket, "select", undefined, [master], 5);
  call(master, "bind", "127.0.0.1", 0);
  call(socket, "select", [master], [master], 5);
});

sameCalls("UDP is writable, and readable when there is a datagram", ({ socket, call, make }) => {
  const to = make(socket, "udp4");
  const from = make(socket, "udp4");
  call(to, "setsockname", "127.0.0.1", 0);
  const [, port] = call(to, "getsockname");
  call(socket, "select", [to, from], [from, to], 0);
  call(from, "sendto", "", "127.0.0.1", port);
  call(socket, "select", [from, to], undefined, 5);
  call(to, "dirty");
  call(to, "receive");
  call(socket, "select", [from, to], undefined, 0);
});

sameCalls("objects of all kinds at once", (side) => {
  const { socket, call, make, path } = side;
  const { server, client, peer } = pair(side);
  const udp = make(socket, "udp4");
  call(udp, "setsockname", "127.0.0.1", 0);
  const [, port] = call(udp, "getsockname");
  const dgram = make(socket, "unix.dgram");
  call(dgram, "bind", path("dgram"));
  const stream = make(socket, "unix.stream");
  call(stream, "bind", path("stream"));
  call(stream, "listen");
  const all = [stream, dgram, udp, peer, client, server];
  call(socket, "select", all, [server, stream], 0);
  const other = make(socket, "unix.stream");
  call(other, "connect", path("stream"));
  call(socket, "select", all, undefined, 5);
  call(dgram, "sendto", "x", path("dgram"));
  call(udp, "sendto", "x", "127.0.0.1", port);
  call(socket, "select", [udp], undefined, 5);
  feed(side, [{ server, client, peer, port }]);
  call(socket, "select", all, all, 5);
});

sameCalls("what is no list and no time raises", (side) => {
  const { socket, call } = side;
  const { client } = pair(side);
  for (const list of ["text", 5, true, false]) {
    call(socket, "select", list);
    call(socket, "select", list, undefined, 0);
    call(socket, "select", undefined, list, 0);
    call(socket, "select", [client], list, 0);
    call(socket, "select", list, list, 0);
  }
  for (const seconds of ["x", "", true, {}, []]) call(socket, "select", [client], [client], seconds);
});

test("null stands for no list and for no limit, as undefined does", (t) => {
  const { client } = connectedPair(t);
  assert.deepEqual(socket.select(null, [client], 10), [[], [client]]);
  assert.deepEqual(socket.select([client], null, 0), [[], [], "timeout"]);
  assert.deepEqual(socket.select(null, null, 0), [[], [], "timeout"]);
});

test("no time is too long to wait; LuaSocket's select fails beyond what fits an int", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("x");
  for (const seconds of [2 ** 31, 1e10, 1e300, Number.POSITIVE_INFINITY, Number.NaN]) {
    assert.deepEqual(socket.select([client], undefined, seconds), [[client], []]);
  }
});

test("the lists of a result can be asked for an object", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("x");
  const [readable, writable] = socket.select([client, peer], [peer], 10);
  assert.deepEqual([readable.has(client), readable.has(peer)], [true, false]);
  assert.deepEqual([writable.has(client), writable.has(peer)], [false, true]);
  assert.equal(readable.has("x"), false);
  assert.equal(readable.has(undefined), false);
  assert.deepEqual(Object.keys(readable), ["0"]);
  assert.deepEqual([...readable], [client]);
  const [none, nobody, err] = socket.select([peer], [], 0);
  assert.deepEqual([none.has(client), nobody.has(client), err], [false, false, "timeout"]);
  client.close();
  assert.ok(readable.has(client));
});

test("the lists of a result are new ones, and those that were given stay as they are", (t) => {
  const { client, peer } = connectedPair(t);
  const list = Object.freeze([peer, client]);
  const [readable, writable] = socket.select(list, list, 10);
  assert.deepEqual(readable, []);
  assert.deepEqual(writable, client.getfd() < peer.getfd() ? [client, peer] : [peer, client]);
  assert.deepEqual(list, [peer, client]);
  assert.notEqual(socket.select([], [], 0)[0], socket.select([], [], 0)[1]);
});

test("whoever has a descriptor can be selected, whole or not, number or text", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("x");
  socket.select([client], undefined, 10);
  const fd = client.getfd();
  for (const value of [fd, fd + 0.9, String(fd)]) {
    const object = { getfd: () => value } as Selectable;
    assert.deepEqual(socket.select([object], undefined, 10), [[object], []]);
  }
  for (const value of [-1, -1.5, Number.NaN, undefined, "x", {}, 2 ** 31, Number.POSITIVE_INFINITY]) {
    const object = { getfd: () => value, dirty: () => assert.fail("asked") } as unknown as Selectable;
    assert.deepEqual(socket.select([object], [object], 0), [[], [], "timeout"], String(value));
  }
});

test("getfd and dirty are called as methods, and dirty of readers only", (t) => {
  const { client } = connectedPair(t);
  class Custom {
    asked = "";
    getfd(): number {
      this.asked += "f";
      return client.getfd();
    }
    dirty(): boolean {
      this.asked += "d";
      return this instanceof Custom;
    }
  }
  const reader = new Custom();
  const writer = new Custom();
  assert.deepEqual(socket.select([reader], [writer], 10), [[reader], [writer]]);
  assert.deepEqual([reader.asked, writer.asked], ["fd", "f"]);
});

test("what getfd or dirty throw passes, and select works again", (t) => {
  const { client } = connectedPair(t);
  const boom = (): never => {
    throw new RangeError("of its own");
  };
  const own = /^RangeError: of its own$/;
  assert.throws(() => socket.select([client, { getfd: boom }], undefined, 0), own);
  assert.throws(() => socket.select(undefined, [client, { getfd: boom }], 0), own);
  assert.throws(() => socket.select([{ getfd: () => client.getfd(), dirty: boom }], undefined, 0), own);
  assert.deepEqual(socket.select(undefined, [client], 10), [[], [client]]);
});

test("an object may select while it is asked", (t) => {
  const { client, peer } = connectedPair(t);
  const nested: unknown[] = [];
  const object = {
    getfd(): number {
      nested.push(socket.select([client], [client, peer], 0)[1].length);
      return peer.getfd();
    },
  };
  assert.deepEqual(socket.select([client], [object], 10), [[], [object]]);
  assert.deepEqual(nested, [2]);
});

test("_SETSIZE is what the process may open, and select takes descriptors beyond 1024", (t) => {
  assert.ok(Number.isInteger(socket._SETSIZE));
  if (socket._SETSIZE < 1200) return t.skip(`only ${socket._SETSIZE} descriptors`);
  const objects = many(t, 1100);
  const [last] = objects.slice(-1) as [UdpObject];
  assert.ok(last.getfd() >= 1024);
  assert.deepEqual(socket.select(objects, undefined, 0)[2], "timeout");
  assert.equal(socket.select(undefined, objects, 10)[1].length, objects.length);
  last.sendto("x", "127.0.0.1", last.getsockname()[1] as number);
  assert.deepEqual(socket.select(objects, undefined, 10), [[last], []]);
});

/** UDP objects that are bound. */
function many(t: TestContext, count: number): UdpObject[] {
  const objects = Array.from({ length: count }, () => must(socket.udp4()));
  t.after(() => {
    for (const object of objects) object.close();
  });
  for (const object of objects) assert.deepEqual(object.setsockname("127.0.0.1", 0), [1]);
  return objects;
}

test("what getfd says that is no number is no descriptor", () => {
  for (const answer of [null, undefined, "", " ", [], false, true, {}, "x", -1, Number.NaN]) {
    const own = { getfd: () => answer as number, dirty: () => true };
    assert.deepEqual(socket.select([own], undefined, 0), [[], [], "timeout"], String(answer));
  }
});
