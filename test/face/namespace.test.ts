// The names and constants of the namespace, beside those of the C LuaSocket.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import socket, * as module from "luasocket";
import { skipWithout } from "../support/oracle.js";

const skip = skipWithout("lua5.4", ["-e", 'require "socket"']);

/** What we have beyond LuaSocket, and what of LuaSocket's has no use here. */
const OURS = ["configure", "unix"];
const THEIRS = ["__unload"];

test("the namespace has LuaSocket's names, each of the same type", { skip }, () => {
  const script = `for name, value in pairs(require "socket") do print(name, type(value)) end`;
  const { stdout } = spawnSync("lua5.4", ["-e", script], { encoding: "utf8" });
  const native = new Map(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.split("\t") as [string, string]),
  );
  assert.deepEqual(
    Object.keys(socket).sort(),
    [...native.keys(), ...OURS].filter((name) => !THEIRS.includes(name)).sort(),
  );
  for (const [name, type] of native) {
    if (THEIRS.includes(name)) continue;
    const ours = typeof Reflect.get(socket, name);
    assert.equal(ours === "object" ? "table" : ours, type, name);
  }
});

test("constants are LuaSocket's", () => {
  assert.equal(socket._VERSION, "LuaSocket 3.1.0");
  assert.equal(socket._DATAGRAMSIZE, 8192);
  assert.equal(socket._SOCKETINVALID, -1);
  assert.equal(socket.BLOCKSIZE, 2048);
  assert.ok(Number.isInteger(socket._SETSIZE) && socket._SETSIZE > 0);
});

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
