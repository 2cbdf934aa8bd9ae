// The objects that connect and accept leave behind.

import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket";
import { connectedPair, must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

test("connect to where nobody listens is refused, and leaves a client", (t) => {
  const [tcp] = socket.tcp();
  t.after(() => tcp.close());
  assert.equal(tcp.class, "tcp{master}");
  assert.deepEqual(tcp.connect("127.0.0.1", 1), [undefined, "connection refused"]);
  assert.equal(tcp.class, "tcp{client}");
  assert.deepEqual(tcp.receive(), [undefined, "closed", ""]);
});

test("an accepted client has no limits, whatever its server has", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  server.settimeout(3);
  server.settimeout(4, "t");
  const client = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
  t.after(() => client.close());
  const accepted = must(server.accept());
  t.after(() => accepted.close());
  assert.deepEqual(accepted.gettimeout(), [-1, -1]);
  assert.deepEqual(server.gettimeout(), [3, 4]);
});

test("receive(0) leaves what has come, which makes the client dirty", (t) => {
  const { client, peer } = connectedPair(t);
  assert.equal(client.dirty(), false);
  peer.send("x");
  assert.deepEqual(client.receive(0), [""]);
  assert.equal(client.dirty(), true);
  assert.deepEqual(client.receive(1), ["x"]);
  assert.equal(client.dirty(), false);
});
