// poll(2): seconds as its whole milliseconds, and bits as readiness.

import assert from "node:assert/strict";
import test from "node:test";
import { platform } from "#src/os/platform/platform.ts";
import {
  eventsOf,
  INVALID,
  milliseconds,
  PollSet,
  pollOne,
  READABLE,
  readinessOf,
  WRITABLE,
} from "#src/os/readiness/poll.ts";
import { connectedPair, reset } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

/** poll's timeout is an int. */
const MAX_INT = 0x7fffffff;

// LuaSocket cuts, as a cast to int does (usocket.c), where a ceiling would wait below a millisecond.
const rows: readonly [seconds: number, milliseconds: number][] = [
  [0, 0],
  [0.0004, 0],
  [0.0009, 0],
  [0.000999, 0],
  [0.001, 1],
  [0.0015, 1],
  [0.0019, 1],
  [0.002, 2],
  [1, 1000],
  [1.9999, 1999],
  [(MAX_INT - 1) / 1000, MAX_INT - 1],
  // Larger values fit in no int: no limit.
  [MAX_INT / 1000, -1],
  [MAX_INT, -1],
  [Number.POSITIVE_INFINITY, -1],
  [-1e-9, -1],
  [-1, -1],
  [Number.NEGATIVE_INFINITY, -1],
  [Number.NaN, -1],
];

for (const [seconds, expected] of rows) {
  test(`${seconds} s are ${expected} ms for poll`, () => {
    assert.equal(milliseconds(seconds), expected);
  });
}

test("an end or an error is readable, an error is writable too", () => {
  const { POLLIN, POLLOUT, POLLHUP, POLLERR } = platform;
  const both = READABLE | WRITABLE;
  const expected: readonly [revents: number, readiness: number][] = [
    [0, 0],
    [POLLIN, READABLE],
    [POLLOUT, WRITABLE],
    [POLLIN | POLLOUT, both],
    [POLLHUP, READABLE],
    [POLLERR, both],
    [POLLHUP | POLLOUT, both],
  ];
  for (const [revents, readiness] of expected) assert.equal(readinessOf(revents), readiness, `${revents}`);
});

test("a set reports each of its descriptors, and grows with their number", (t) => {
  const set = new PollSet();
  const { client, peer } = connectedPair(t);
  const { client: quiet } = connectedPair(t);
  const { client: closed, peer: closer } = connectedPair(t);
  closer.close();
  assert.equal(pollOne(closed.getfd(), READABLE, 10), 1);
  peer.send("x");
  assert.equal(pollOne(client.getfd(), READABLE, 10), 1);
  assert.equal(set.wait([quiet.getfd()], [READABLE], 0), 0);
  assert.equal(set.readiness(0), 0);
  const fds = [quiet, client, closed, quiet].map((end) => end.getfd());
  const both = READABLE | WRITABLE;
  assert.equal(set.wait([...fds, -1], [READABLE, both, READABLE, both, both], -1), 3);
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((index) => set.readiness(index)),
    [0, both, READABLE, WRITABLE, 0],
  );
});

test("a number that no descriptor has is invalid, whatever is asked of it", (t) => {
  const { client } = connectedPair(t);
  const fd = client.getfd();
  client.close();
  const set = new PollSet();
  assert.equal(set.wait([fd], [READABLE], -1), 1);
  assert.equal(set.readiness(0), INVALID);
});

test("a reset is reported by the kernel's own bits", (t) => {
  const { client, peer } = connectedPair(t);
  assert.equal(eventsOf(client.getfd(), READABLE), 0);
  reset(peer);
  pollOne(client.getfd(), READABLE, 10);
  const events = eventsOf(client.getfd(), READABLE);
  assert.ok(events & platform.POLLERR && events & platform.POLLHUP, String(events));
});
