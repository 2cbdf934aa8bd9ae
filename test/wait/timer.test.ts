// Limits and pauses longer than the longest timer of Node, which would end after a millisecond: 24.8 days.
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { createLua } from "luasocket/lua";
import socket, { type TcpClient } from "luasocket/promises";
import { inBackground } from "#src/wait/event-loop/lookups.ts";
import { MAX_TIMER_MS, setLimitTimeout, setLongTimeout } from "#src/wait/timer.ts";
import { LUA_VERSIONS } from "../support/lua-commands.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

const MAX_TIMER = MAX_TIMER_MS / 1000;
/** Two timers and a part of a third, in seconds. */
const LONG = 2 * MAX_TIMER + 1.5;
/** More turns of the event loop than an outcome takes to arrive. */
const MANY_TURNS = 20;

/** A clock and timers that only move when they are moved, in seconds. */
function stoppedClock(t: TestContext): { forward(seconds: number): void } {
  let now = performance.now();
  t.mock.method(performance, "now", () => now);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  return {
    forward(seconds) {
      now += seconds * 1000;
      t.mock.timers.tick(seconds * 1000);
    },
  };
}

test("a timer of any length ends when its time has come, and not before", (t) => {
  const { forward } = stoppedClock(t);
  let calls = 0;
  setLongTimeout(LONG, () => calls++);
  for (const seconds of [MAX_TIMER, MAX_TIMER, 1.499]) forward(seconds);
  assert.equal(calls, 0);
  forward(0.001);
  assert.equal(calls, 1);
  forward(LONG);
  assert.equal(calls, 1);
});

test("the longest timer of Node is one timer", (t) => {
  const delays: (number | undefined)[] = [];
  const { setTimeout } = globalThis;
  t.mock.method(globalThis, "setTimeout", (listener: () => void, delay?: number) => {
    delays.push(delay);
    return setTimeout(listener, delay);
  });
  for (const seconds of [MAX_TIMER, 0.0011, 0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    setLongTimeout(seconds, () => assert.fail("is cancelled")).cancel();
  }
  assert.deepEqual(delays, [MAX_TIMER_MS, 2, 0, 0, 0, MAX_TIMER_MS]);
});

test("a long timer can be cancelled in its first part and later", (t) => {
  const { forward } = stoppedClock(t);
  for (const passed of [0, MAX_TIMER, 2 * MAX_TIMER]) {
    const timeout = setLongTimeout(LONG, () => assert.fail("is cancelled"));
    forward(passed);
    timeout.cancel();
    forward(LONG);
  }
});

test("a timer that does not keep the process alive never does, whatever its part", (t) => {
  const alive: boolean[] = [];
  let end = (): void => {};
  t.mock.method(globalThis, "setTimeout", (listener: () => void) => {
    end = listener;
    const part = alive.push(true) - 1;
    const timer = {
      unref() {
        alive[part] = false;
        return timer;
      },
    };
    return timer;
  });
  setLongTimeout(LONG, () => {}).unref();
  end();
  end();
  assert.deepEqual(alive, [false, false, false]);
  setLongTimeout(LONG, () => {});
  end();
  assert.deepEqual(alive.slice(3), [true, true]);
});

test("no limit takes no timer", (t) => {
  const timers = t.mock.method(globalThis, "setTimeout");
  for (const limit of [-1, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(
      setLimitTimeout(limit, () => {}),
      undefined,
    );
  }
  assert.equal(timers.mock.callCount(), 0);
  setLimitTimeout(0, () => {})?.cancel();
  assert.equal(timers.mock.callCount(), 1);
});

async function pair(t: TestContext): Promise<TcpClient> {
  const [server] = await socket.bind("127.0.0.1", 0);
  assert.ok(server);
  const [client] = await socket.connect("127.0.0.1", Number(server.getsockname()[1]));
  assert.ok(client);
  t.after(() => {
    client.close();
    server.close();
  });
  return client;
}

/** Waits on while timers of the longest length pass, and then ends. */
async function assertEndsInTime(
  t: TestContext,
  begin: () => Promise<unknown>,
  expected: unknown,
): Promise<void> {
  const { forward } = stoppedClock(t);
  let outcome: unknown = "waits";
  const note = (result: unknown): void => {
    outcome = result;
  };
  begin().then(note, note);
  for (const seconds of [0, MAX_TIMER, MAX_TIMER, 1]) {
    forward(seconds);
    for (let count = 0; count < MANY_TURNS; count++) await turn();
    assert.equal(outcome, "waits");
  }
  forward(0.5);
  // A deadline is a sum of fractions: a timer may fire a rounding error early, and is then set for one millisecond more.
  for (let extra = 0; extra < 2; extra++) forward(0.001);
  for (let count = 0; count < MANY_TURNS; count++) await turn();
  assert.deepEqual(outcome, expected);
}

test("a sleep beyond the longest timer lasts", async (t) => {
  await assertEndsInTime(t, () => socket.sleep(LONG), undefined);
});

test("a receive has a limit beyond the longest timer", async (t) => {
  const client = await pair(t);
  client.settimeout(LONG);
  await assertEndsInTime(t, () => client.receive(), [undefined, "timeout", ""]);
});

test("a select has a limit beyond the longest timer", async (t) => {
  const client = await pair(t);
  // Only the elements of a list are compared.
  const select = async () => (await socket.select([client], [], LONG)).map((each) => each?.toString());
  await assertEndsInTime(t, select, ["", "", "timeout"]);
});

test("a connect that waits for the resolver has a limit beyond the longest timer", async (t) => {
  const ends: (() => void)[] = [];
  for (let count = 0; count < 4; count++) {
    inBackground({ run: () => {}, start: (done) => void ends.push(done) }, () => {});
  }
  t.after(() => {
    while (ends.length > 0) ends.pop()?.();
  });
  const [tcp] = socket.tcp();
  t.after(() => tcp.close());
  tcp.settimeout(LONG);
  await assertEndsInTime(t, () => tcp.connect("localhost", 9), [undefined, "timeout"]);
});

for (const version of LUA_VERSIONS) {
  test(`tasks sleep, and wait for each other, beyond the longest timer (Lua ${version})`, async (t) => {
    using lua = createLua({ version, eventLoop: true });
    const sleep = `require("socket").sleep(...) return "slept"`;
    await assertEndsInTime(t, () => lua.run(sleep, LONG), ["slept"]);
    t.mock.reset();
    const join = `
      local tasks = require "luasocket.tasks"
      local other = tasks.spawn(require("socket").sleep, 2 * ...)
      local _, err = other:join(...)
      return err`;
    await assertEndsInTime(t, () => lua.run(join, LONG), ["timeout"]);
  });
}
