// newtry, try and protect by LuaSocket's rules (except.c). Functions cannot be given to the native side: what it
// does with them is in test/oracle/snippets/protect.

import assert from "node:assert/strict";
import test from "node:test";
import socket, { TryError } from "luasocket";
import { connectedPair, must } from "../../support/connected-pair.ts";
import { sameCalls } from "../../support/same-calls.ts";

/** What a function throws. */
function thrownBy(func: () => unknown): unknown {
  try {
    func();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

type AnyTry = (...values: readonly unknown[]) => unknown;

/** As try, for values whose types say that they fail. */
const attempt = socket.try as AnyTry;

sameCalls("try gives back what it gets", ({ socket, call }) => {
  call(socket, "try", 1, undefined, "x");
  call(socket, "try", true, false);
  call(socket, "try", "", false);
  call(socket, "try", 0, 0);
});

sameCalls("try raises its second argument if the first is nil or false", ({ socket, call, make }) => {
  const other = make(socket, "newtry");
  for (const [target, method] of [
    [socket, "try"],
    [other, ""],
  ] as const) {
    call(target, method, undefined, "reason");
    call(target, method, false, "reason");
    call(target, method, undefined, "first", "second");
    call(target, method, undefined, "");
    call(target, method, "fine", "reason");
  }
});

sameCalls("try of the results of calls", ({ socket, call, make }) => {
  const master = make(socket, "tcp4");
  call(socket, "try", ...call(master, "bind", "127.0.0.1", 0));
  call(socket, "try", ...call(socket, "connect", "no.such.host.invalid", 80));
  call(master, "close");
  call(socket, "try", ...call(master, "getsockname"));
});

test("0, an empty text and NaN are results", () => {
  for (const value of [0, -0, "", Number.NaN, 0n, [], {}]) {
    assert.deepEqual(attempt(value, "reason"), [value, "reason"]);
  }
});

test("nothing at all raises, with no reason", () => {
  for (const error of [
    thrownBy(() => attempt()),
    thrownBy(() => attempt(undefined)),
    thrownBy(() => attempt(null)),
  ]) {
    assert.ok(error instanceof TryError);
    assert.equal(error.reason, undefined);
  }
});

test("what try throws is an Error with the reason", () => {
  const error = thrownBy(() => attempt(undefined, "the reason", "lost"));
  assert.ok(error instanceof TryError && error instanceof Error);
  assert.deepEqual([error.name, error.message, error.reason], ["TryError", "the reason", "the reason"]);
  assert.match(error.stack as string, /try\.test/);
  const table = { code: 5 };
  assert.equal((thrownBy(() => attempt(null, table)) as TryError).reason, table);
});

test("the finalizer runs without arguments, once, and only when try throws", () => {
  const calls: unknown[][] = [];
  const tried = socket.newtry((...args: unknown[]) => calls.push(args)) as AnyTry;
  assert.deepEqual(tried(1, "x"), [1, "x"]);
  assert.deepEqual(calls, []);
  assert.equal((thrownBy(() => tried(undefined, "m")) as TryError).reason, "m");
  assert.deepEqual(calls, [[]]);
  thrownBy(() => tried(false, "m"));
  assert.deepEqual(calls, [[], []]);
});

test("an error of the finalizer takes the place of the one on its way", () => {
  const own = new RangeError("from the finalizer");
  const tried = socket.newtry(() => {
    throw own;
  }) as AnyTry;
  assert.equal(
    thrownBy(() => tried(undefined, "m")),
    own,
  );
  assert.equal(thrownBy(socket.protect(() => tried(undefined, "m"))), own);
  const trying = socket.newtry(() => attempt(undefined, "inner")) as AnyTry;
  assert.deepEqual(socket.protect(() => trying(undefined, "outer"))(), [undefined, "inner"]);
});

test("a finalizer that cannot be called shows when it is needed", () => {
  for (const finalizer of [5, "x", {}, false]) {
    const tried = (socket.newtry as (finalizer: unknown) => AnyTry)(finalizer);
    assert.deepEqual(tried("fine"), ["fine"]);
    const error = thrownBy(() => tried(undefined, "m"));
    assert.ok(error instanceof TypeError, String(error));
  }
});

test("protect passes arguments on, and gives the results as an array", () => {
  const swapped = socket.protect((a: number, b: string) => [b, a] as const);
  assert.deepEqual(swapped(1, "x"), ["x", 1]);
  assert.deepEqual(socket.protect(() => [1, undefined, "x", undefined])(), [1, undefined, "x", undefined]);
  assert.deepEqual(socket.protect(() => [])(), []);
  assert.deepEqual(socket.protect(() => "no array")(), ["no array"]);
  assert.deepEqual(socket.protect(() => undefined)(), [undefined]);
  assert.deepEqual(socket.protect(() => null)(), [null]);
});

test("protect turns what try throws into undefined and the reason, whatever that is", () => {
  for (const reason of ["message", 5, { code: 1 }, undefined, false, null]) {
    assert.deepEqual(socket.protect(() => attempt(undefined, reason))(), [undefined, reason]);
  }
  assert.deepEqual(socket.protect(() => attempt(false, "message"))(), [undefined, "message"]);
});

test("protect lets every other error through", () => {
  for (const error of [
    new Error("text"),
    new TypeError("type"),
    "text",
    5,
    undefined,
    null,
    ["looks like one"],
  ]) {
    const protect = socket.protect(() => {
      throw error;
    });
    assert.equal(thrownBy(protect), error);
  }
  assert.throws(
    socket.protect(() => (socket.tcp()[0] as { receive(): unknown }).receive()),
    /^TypeError: calling 'receive' on bad self \(tcp\{client\} expected\)$/,
  );
});

test("what cannot be called shows when it is", () => {
  for (const func of [5, "x", undefined]) {
    const protect = (socket.protect as (func: unknown) => () => unknown)(func);
    assert.throws(protect, TypeError);
  }
});

test("protect within protect", () => {
  const inner = socket.protect(() => attempt(undefined, "deep"));
  assert.deepEqual(socket.protect(() => inner())(), [undefined, "deep"]);
  assert.deepEqual(socket.protect(() => attempt(...(inner() as readonly unknown[])))(), [undefined, "deep"]);
});

test("an exception that is caught and thrown again is still one of try's", () => {
  const again = socket.protect(() => {
    throw thrownBy(() => attempt(undefined, "caught"));
  });
  assert.deepEqual(again(), [undefined, "caught"]);
});

test("finalizers run from the inside out", () => {
  const order: string[] = [];
  const inner = socket.newtry(() => order.push("inner")) as AnyTry;
  const outer = socket.newtry(() => order.push("outer")) as AnyTry;
  const chain = socket.protect(() =>
    outer(...(socket.protect(() => inner(undefined, "chain"))() as readonly unknown[])),
  );
  assert.deepEqual(chain(), [undefined, "chain"]);
  assert.deepEqual(order, ["inner", "outer"]);
});

test("what one namespace throws, another one catches", () => {
  const other = socket.configure({ encoding: "buffer" });
  const old = socket.configure({ dialect: "2.0" });
  for (const { protect } of [socket, other, old]) {
    for (const namespace of [socket, other, old]) {
      assert.deepEqual(protect(() => (namespace.try as AnyTry)(undefined, "m"))(), [undefined, "m"]);
    }
  }
});

test("an async function is protected, too: its promise is one of results", async () => {
  assert.deepEqual(await socket.protect(async () => attempt(undefined, "late"))(), [undefined, "late"]);
  assert.deepEqual(await socket.protect(async () => "alone")(), ["alone"]);
  const broken = socket.protect(async () => {
    throw new RangeError("no reason of try");
  });
  await assert.rejects(broken(), RangeError);
});

test("the idiom: a connection that is closed when a step fails", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("250 ok\n");
  peer.close();
  const lines: string[] = [];
  const dialogue = socket.protect(() => {
    const tried = socket.newtry(() => client.close());
    for (;;) lines.push(tried(...client.receive())[0]);
  });
  assert.deepEqual(dialogue(), [undefined, "closed"]);
  assert.deepEqual(lines, ["250 ok"]);
  assert.equal(client.getfd(), -1);
  const gone = must(socket.bind("127.0.0.1", 0));
  const [, port] = gone.getsockname();
  gone.close();
  const connect = socket.protect(() => socket.try(...socket.connect("127.0.0.1", port as number)));
  assert.deepEqual(connect(), [undefined, "connection refused"]);
});

test("a reason that no text can be made of is given all the same", () => {
  const reason = Object.create(null);
  assert.deepEqual(socket.protect(() => socket.try(undefined, reason))(), [undefined, reason]);
});
