import assert from "node:assert/strict";
import test from "node:test";
import socket, { type TcpClient } from "luasocket";
import { connectedPair, must, reset } from "../../support/connected-pair.ts";

test("select tells who can be read and who can be written", (t) => {
  const { client, peer } = connectedPair(t);
  assert.deepEqual(socket.select([client, peer], undefined, 0), [[], [], "timeout"]);
  assert.deepEqual(socket.select([client], [client, peer], 0), [[], [client, peer]]);
  peer.send("x");
  const [readable, writable, err] = socket.select([client, peer], [client], 10);
  assert.deepEqual([readable, writable, err], [[client], [client], undefined]);
});

test("select gives those with unread bytes first, and waits for nobody then", (t) => {
  const first = connectedPair(t);
  const second = connectedPair(t);
  second.peer.send("a\nb\n");
  first.peer.send("x\n");
  second.client.receive("*l");
  assert.ok(second.client.dirty());
  socket.select([first.client], undefined, 10);
  assert.deepEqual(socket.select([first.client, second.client])[0], [second.client, first.client]);
});

test("an end and a reset are something to read", (t) => {
  const { client, peer } = connectedPair(t);
  const other = connectedPair(t);
  peer.shutdown("send");
  reset(other.peer);
  assert.equal(socket.select([client, other.client], undefined, 10)[0].length > 0, true);
});

test("a server with a connection to accept is readable, and never writable", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  assert.deepEqual(socket.select([server], [server], 0), [[], [], "timeout"]);
  const client = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
  t.after(() => client.close());
  assert.deepEqual(socket.select([server], [server], 10), [[server], []]);
});

test("closed sockets and what is no socket are passed over", (t) => {
  const { client, peer } = connectedPair(t);
  const closed = must(socket.tcp4());
  closed.close();
  peer.send("x");
  const list = [closed, 5, "text", null, {}, client] as unknown as TcpClient[];
  assert.deepEqual(socket.select(list, undefined, 10)[0], [client]);
});

test("any object with getfd can be selected, dirty included", (t) => {
  const { client, peer } = connectedPair(t);
  const wrapper = { getfd: () => client.getfd(), dirty: () => false };
  const eager = { getfd: () => peer.getfd(), dirty: () => true };
  peer.send("x");
  socket.select([client], undefined, 10);
  assert.deepEqual(socket.select([wrapper, eager], undefined, 10)[0], [eager, wrapper]);
});

test("a descriptor that is not open makes select throw", () => {
  const closed = must(socket.tcp4());
  const fd = closed.getfd();
  closed.close();
  assert.throws(() => socket.select([{ getfd: () => fd }], undefined, 0), /^Error: select failed$/);
});

test("select finds one among thousands, and has no limit of 1024", (t) => {
  const server = must(socket.bind("127.0.0.1", 0, 128));
  t.after(() => server.close());
  const port = server.getsockname()[1] as number;
  const ends: TcpClient[] = [];
  t.after(() => {
    for (const end of ends) end.close();
  });
  const { client, peer } = connectedPair(t);
  for (let i = 0; i < 700; i++) {
    const [near, failure] = socket.connect("127.0.0.1", port);
    if (failure !== undefined) return t.skip(`only ${ends.length} descriptors: ${failure}`);
    ends.push(near, must(server.accept()));
  }
  assert.ok(ends.some((end) => end.getfd() > 1024));
  assert.deepEqual(socket.select([...ends, client], undefined, 0)[2], "timeout");
  peer.send("x");
  assert.deepEqual(socket.select([...ends, client], undefined, 10)[0], [client]);
  (ends.at(-2) as TcpClient).send("y");
  assert.deepEqual(socket.select(ends, undefined, 10)[0], [ends.at(-1)]);
});
