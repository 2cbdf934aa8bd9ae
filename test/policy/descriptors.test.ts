// Under a policy a socket is what it has become under it: no descriptor comes from elsewhere.

import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket";
import promises from "luasocket/promises";
import { connectedPair, must } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

const REFUSED = [undefined, "permission denied"];

test("setfd and adopt take nothing over, but a socket may give up its own", (t) => {
  const { client } = connectedPair(t);
  for (const namespace of [socket, promises as unknown as typeof socket]) {
    const guarded = namespace.configure({ policy: { connect: true, listen: true, unix: true } });
    for (const object of [must(guarded.tcp4()), must(guarded.udp4()), must(guarded.unix.stream())]) {
      t.after(() => object.close());
      const own = object.getfd();
      assert.deepEqual(object.setfd(client.getfd()), REFUSED);
      assert.deepEqual(object.setfd(0), REFUSED);
      assert.equal(object.getfd(), own);
      assert.equal(object.setfd(-1), undefined);
      assert.equal(object.getfd(), -1);
      const others = must(socket.tcp());
      others.setfd(own);
      others.close();
    }
    assert.deepEqual(guarded.adopt(0), REFUSED);
  }
});

test("a policy may allow them", (t) => {
  const guarded = socket.configure({ policy: { descriptors: true } });
  const other = must(socket.tcp4());
  const fd = other.getfd();
  other.setfd(-1);
  const adopted = must(guarded.adopt(fd));
  t.after(() => adopted.close());
  assert.equal(adopted.getfd(), fd);
  assert.equal(adopted.class, "tcp{master}");
});
