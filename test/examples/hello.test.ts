import assert from "node:assert/strict";
import test from "node:test";
import { skipWithout } from "../support/oracle.js";
import { Program } from "../support/program.js";

test("hello.mjs prints what its server answers", async (t) => {
  const hello = new Program(t, [process.execPath, "examples/hello.mjs"]);
  assert.equal(await hello.ends(), 0, hello.stderr);
  assert.equal(
    hello.stdout.toString(),
    "first line:  [ '1. Hello' ]\n" +
      "second line: [ '2. How are you?' ]\n" +
      "the end:     [ undefined, 'closed', '' ]\n",
  );
});

test("hello.lua prints the same under native Lua", {
  skip: skipWithout("lua5.4", ["-lsocket"]),
}, async (t) => {
  const ours = new Program(t, [process.execPath, "dist/cli.js", "examples/hello.lua"]);
  const native = new Program(t, ["lua5.4", "examples/hello.lua"]);
  assert.equal(await ours.ends(), 0, ours.stderr);
  assert.equal(await native.ends(), 0, native.stderr);
  assert.equal(ours.stdout.toString(), native.stdout.toString());
});
