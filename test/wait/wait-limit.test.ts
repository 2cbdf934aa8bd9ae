// How much of a limit is left when one wait takes several polls, on a clock that the test turns.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { WaitLimit } from "#src/wait/wait-limit.ts";

function clock(t: TestContext): (seconds: number) => void {
  let now = 5000;
  t.mock.method(performance, "now", () => now);
  return (seconds) => {
    now += seconds * 1000;
  };
}

test("polls without progress are one wait, which ends when its limit has passed", (t) => {
  const pass = clock(t);
  const wait = new WaitLimit();
  assert.equal(wait.left(4, 7), 4);
  pass(1);
  assert.equal(wait.left(4, 7), 3);
  pass(2);
  assert.equal(wait.left(4, 7), 1);
  pass(1);
  assert.equal(wait.left(4, 7), 0);
  pass(9);
  assert.equal(wait.left(4, 7), 0);
});

test("progress begins another wait, back and forth", (t) => {
  const pass = clock(t);
  const wait = new WaitLimit();
  assert.equal(wait.left(4, 0), 4);
  pass(3);
  assert.equal(wait.left(4, 1), 4);
  pass(3);
  assert.equal(wait.left(4, 0), 4);
  pass(1);
  assert.equal(wait.left(4, 0), 3);
});

test("an operation without progress has one wait until the next operation begins", (t) => {
  const pass = clock(t);
  const wait = new WaitLimit();
  assert.equal(wait.left(4, undefined), 4);
  pass(3);
  assert.equal(wait.left(4, undefined), 1);
  wait.begin();
  assert.equal(wait.left(4, undefined), 4);
});

test("a limit that shrinks, as a total limit does, counts", (t) => {
  const pass = clock(t);
  const wait = new WaitLimit();
  assert.equal(wait.left(4, 7), 4);
  pass(1);
  assert.equal(wait.left(0.5, 7), 0.5);
  assert.equal(wait.left(9, 7), 3);
});
