// The table of LuaSocket's two limits, on a clock that the test turns.

import assert from "node:assert/strict";
import test from "node:test";
import { Timeout, timeoutMode } from "#src/net/timeout.ts";

// Seconds: the limits, what has passed since the call began, and what the next wait may take; -1 is for ever.
const rows: readonly [block: number, total: number, passed: number, limit: number][] = [
  [-1, -1, 9, -1],
  [-7, -0.5, 9, -1],
  // One limit alone, of either kind, is a deadline.
  [-1, 4, 0, 4],
  [-1, 4, 3, 1],
  [-1, 4, 9, 0],
  [4, -1, 0, 4],
  [4, -1, 3, 1],
  [4, -1, 9, 0],
  // Of both, the block limit is fresh for each wait.
  [2, 5, 0, 2],
  [2, 5, 2, 2],
  [2, 5, 4, 1],
  [2, 5, 9, 0],
  [8, 5, 0, 5],
  [8, 5, 4, 1],
  [0, -1, 0, 0],
  [0, 5, 0, 0],
  [-1, 0, 0, 0],
  [3, 0, 0, 0],
  [Number.POSITIVE_INFINITY, -1, 9, Number.POSITIVE_INFINITY],
  [Number.POSITIVE_INFINITY, 4, 3, 1],
  [Number.NaN, -1, 9, -1],
  [-1, Number.NaN, 9, -1],
];

for (const [block, total, passed, limit] of rows) {
  test(`block ${block}, total ${total}, after ${passed} s: a wait may take ${limit}`, (t) => {
    let now = 1_000_000;
    t.mock.method(performance, "now", () => now);
    const timeout = new Timeout();
    timeout.set(block, "block");
    timeout.set(total, "total");
    timeout.start();
    now += passed * 1000;
    const waits = timeout.waitLimit();
    assert.ok(limit < 0 ? waits < 0 : waits === limit, String(waits));
    assert.equal(timeout.neverWaits, block === 0);
  });
}

test("the clock starts anew with each call", (t) => {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  const timeout = new Timeout();
  timeout.set(4, "block");
  timeout.start();
  now += 3000;
  assert.equal(timeout.waitLimit(), 1);
  timeout.start();
  assert.equal(timeout.waitLimit(), 4);
});

test("of a mode only the first letter counts", () => {
  const modes = ["b", "block", "bother", "t", "total", "r", "return", "x", "", "B", " b"];
  assert.deepEqual(
    modes.map((mode) => timeoutMode(mode)),
    ["block", "block", "block", "total", "total", "total", "total", ...new Array(4).fill(undefined)],
  );
});
