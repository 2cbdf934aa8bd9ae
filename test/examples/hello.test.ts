import assert from "node:assert/strict";
import test from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";

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

const native = (lua: string) => ({ command: [lua], skip: skipWithout(lua, ["-lsocket", "-e", ""]) });
const ways = {
  "Lua 5.4": { command: [process.execPath, "dist/bundle/cli.js"], skip: false },
  "Lua 5.1": { command: [process.execPath, "dist/bundle/cli.js", "--lua", "5.1"], skip: false },
  "native lua5.4": native("lua5.4"),
  "native lua5.1": native("lua5.1"),
};

for (const [title, { command, skip }] of Object.entries(ways)) {
  test(`hello.lua prints both ends of a connection under ${title}`, { skip }, async (t) => {
    const hello = new Program(t, [...command, "examples/hello.lua"]);
    assert.equal(await hello.ends(), 0, hello.stderr);
    assert.equal(
      hello.stdout.toString(),
      "a line:  \tHello\n" +
        "too soon:\tnil\ttimeout\tHow are\n" +
        "the rest:\tHow are you?\n" +
        "the end: \tnil\tclosed\t\n",
    );
  });
}
