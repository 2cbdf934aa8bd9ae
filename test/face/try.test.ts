// try, newtry and protect. Functions cannot be handed to another process, so the C LuaSocket is not asked
// here; the snippets in test/oracle/snippets/protect compare the same rules.

import assert from "node:assert/strict";
import test from "node:test";
import socket, { TryError } from "luasocket";
import defold from "luasocket/defold";
import { freePort } from "../support/free-port.js";

test("try gives back its arguments, if the first is a result", () => {
  assert.deepEqual(socket.try(1, undefined, "three"), [1, undefined, "three"]);
  // Everything but undefined, null and false is: in Lua 0 and "" are true.
  for (const value of [0, "", Number.NaN, [], true]) assert.deepEqual(socket.try(value), [value]);
});

test("try throws the second argument, if the first is none", () => {
  for (const absent of [undefined, null, false]) {
    assert.throws(
      () => socket.try(absent, "the reason", "lost"),
      (error: unknown) =>
        error instanceof TryError && error.reason === "the reason" && error.message === "the reason",
    );
  }
  assert.throws(() => socket.try(), { name: "TryError" });
});

test("protect gives what try throws as the second of two values", () => {
  const connect = socket.protect((port: number) => socket.try(...socket.connect("127.0.0.1", port)));
  assert.deepEqual(connect(freePort()), [undefined, "connection refused"]);
});

test("protect passes arguments and results on", () => {
  assert.deepEqual(socket.protect((a: number, b: number) => [b, a] as const)(1, 2), [2, 1]);
  assert.deepEqual(socket.protect(() => "one")(), ["one"]);
  assert.deepEqual(socket.protect(() => undefined)(), [undefined]);
});

test("a reason may be anything", () => {
  const reason = { code: 5 };
  const [value, told] = socket.protect(() => socket.try(undefined, reason))();
  assert.equal(value, undefined);
  assert.equal(told, reason);
  assert.deepEqual(socket.protect(() => socket.try(false, undefined))(), [undefined, undefined]);
});

test("all other exceptions pass", () => {
  const error = new RangeError("mine");
  assert.throws(
    socket.protect(() => {
      throw error;
    }),
    (thrown: unknown) => thrown === error,
  );
});

test("an exception that was caught may be thrown again", () => {
  let caught: unknown;
  const run = socket.protect(() => {
    try {
      socket.try(undefined, "again");
    } catch (error) {
      caught = error;
    }
    throw caught;
  });
  assert.deepEqual(run(), [undefined, "again"]);
});

test("protected functions nest", () => {
  const inner = socket.protect(() => socket.try(undefined, "inner"));
  const outer = socket.protect(() => socket.try(...inner()));
  assert.deepEqual(outer(), [undefined, "inner"]);
});

test("newtry calls its finalizer before it throws, and only then", () => {
  const calls: unknown[][] = [];
  const attempt = socket.newtry((...values: unknown[]) => calls.push(values));
  attempt(1);
  assert.deepEqual(calls, []);
  assert.deepEqual(socket.protect(() => attempt(undefined, "x"))(), [undefined, "x"]);
  assert.deepEqual(calls, [[]]);
});

test("an error of the finalizer takes the place of the exception, but not in Defold", () => {
  const broken = () => {
    throw new Error("finalizer");
  };
  assert.throws(() => socket.newtry(broken)(undefined, "x"), { message: "finalizer" });
  assert.throws(() => defold.newtry(broken)(undefined, "x"), { name: "TryError", message: "x" });
});

test("a try that fails in the finalizer wins", () => {
  const attempt = socket.newtry(() => socket.try(undefined, "from the finalizer"));
  assert.deepEqual(socket.protect(() => attempt(undefined, "x"))(), [undefined, "from the finalizer"]);
});
