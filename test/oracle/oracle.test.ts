import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutDeviations } from "./compare.ts";
import { deviations } from "./deviations.ts";
import { readHeader, readSnippets } from "./snippets.ts";
import { describeDifferences, differences, transcript } from "./transcript.ts";

test("every deviation names a snippet that exists", () => {
  const names = new Set(readSnippets().map(({ name }) => name));
  assert.deepEqual(
    deviations.filter(({ snippet }) => !names.has(snippet)),
    [],
  );
});

test("a header gives behaviour, Lua versions, outcome and options", () => {
  const source =
    "-- sends a line\n-- only: 5.1 5.4\n-- fails\n-- options: --dialect defold\nprint(1)\n-- fails\n";
  assert.deepEqual(readHeader("send/line", source), {
    name: "send/line",
    behaviour: "sends a line",
    only: ["5.1", "5.4"],
    fails: true,
    blocking: false,
    peer: false,
    faults: false,
    options: ["--dialect", "defold"],
  });
});

test("a header without behaviour is refused", () => {
  assert.throws(() => readHeader("send/line", "print(1)\n"), /must begin with a comment/);
});

test("a transcript hides what differs from run to run", () => {
  const ending = {
    stdout: "tcp{client}: 0x55aa00f1\n",
    stderr:
      "lua5.4: x.lua:1: bad argument #1 to 'socket.core.select'\n/usr/share/lua/5.4/socket.lua:41: no\nrest",
    code: 1,
    timedOut: false,
  };
  assert.deepEqual(transcript(ending), [
    "tcp{client}: 0x*",
    "[stderr] lua: x.lua:1: bad argument #1 to 'socket.select'",
    "[stderr] socket.lua:*: no",
    "[stderr] rest [no line end]",
    "[exit code 1]",
  ]);
});

test("differences are found line by line, also where one side ends early", () => {
  const found = differences(["a", "b", "c"], ["a", "x"]);
  assert.deepEqual(found, [
    { line: 2, native: "b", ours: "x" },
    { line: 3, native: "c", ours: undefined },
  ]);
  assert.equal(
    describeDifferences(found, ["a", "b", "c"]),
    "line 1\n  both    a\nline 2\n  native  b\n  ours    x\nline 3\n  native  c\n  ours    [nothing]",
  );
});

test("a listed deviation must occur, and hides only itself", () => {
  const found = differences(["a", "b"], ["x", "y"]);
  const listed = [{ snippet: "s", pairs: [{ native: "a", ours: "x" }], reason: "better" }];
  assert.deepEqual(withoutDeviations(found, listed), [{ line: 2, native: "b", ours: "y" }]);
  assert.throws(() => withoutDeviations(found.slice(1), listed), /does not occur \(better\)/);
});
