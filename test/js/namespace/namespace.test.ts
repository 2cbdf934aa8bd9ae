// How a program gets at the names of the namespace.

import assert from "node:assert/strict";
import test from "node:test";
import socket, * as module from "luasocket";

test("every name can also be imported by itself, but for what a program may change", () => {
  const changeable = ["BLOCKSIZE", "sinkt", "sourcet"];
  for (const name of Object.keys(socket).filter((key) => !changeable.includes(key))) {
    assert.equal(Reflect.get(module, name), Reflect.get(socket, name), name);
  }
});

test("the functions do not depend on what they are called on", () => {
  const { tcp, dns, skip: drop } = socket;
  assert.equal(tcp()[0].class, "tcp{master}");
  const { toip } = dns;
  assert.deepEqual(toip("127.0.0.1")[0], "127.0.0.1");
  assert.deepEqual(drop(1, "a", "b"), ["b"]);
});
