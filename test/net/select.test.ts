// How a selection orders the kernel's answers, and which element stands for a descriptor that several elements have.

import assert from "node:assert/strict";
import test from "node:test";
import { READABLE, WRITABLE } from "#src/net/operation.ts";
import { Selection, selectableFd } from "#src/net/select.ts";
import { MAX_FD } from "#src/os/socket/descriptor.ts";

const BOTH = READABLE | WRITABLE;

interface Watched {
  readonly fds: readonly number[];
  readonly needs: readonly number[];
}

const watchedBy = ({ fds, needs }: Watched): Watched => ({ fds, needs });

test("a getfd's answer is a descriptor's number, cut, or none", () => {
  const rows: readonly [answer: number, fd: number][] = [
    [0, 0],
    [7, 7],
    [7.9, 7],
    [MAX_FD, MAX_FD],
    [MAX_FD + 1, -1],
    [-1, -1],
    [-0.5, -1],
    [Number.NaN, -1],
    [Number.POSITIVE_INFINITY, -1],
  ];
  for (const [answer, fd] of rows) assert.equal(selectableFd(answer), fd, String(answer));
});

test("a descriptor that is watched for both needs has one entry, one without a descriptor has none", () => {
  const selection = new Selection<string>(1);
  selection.watch(5, READABLE, "five");
  selection.watch(-1, READABLE, "closed");
  selection.watch(Number.NaN, READABLE, "strange");
  selection.watch(0, READABLE, "zero");
  selection.watch(5, WRITABLE, "five, to write");
  selection.watch(8, WRITABLE, "eight");
  selection.watch(0, WRITABLE, "zero, to write");
  assert.deepEqual(watchedBy(selection), { fds: [5, 0, 8], needs: [BOTH, BOTH, WRITABLE] });
  assert.deepEqual(
    [0, 1, 2].map((index) => selection.elementAt(index)),
    ["five, to write", "zero, to write", "eight"],
  );
});

test("a descriptor that is passed twice for one need has two entries, and the last one stands for it", () => {
  const selection = new Selection<string>(1);
  for (const [fd, element] of [
    [4, "first"],
    [2, "two"],
    [4, "second"],
  ] as const) {
    selection.watch(fd, READABLE, element);
  }
  assert.deepEqual(selection.fds, [4, 2, 4]);
  const ready = [0, 1, 2].map((index) => ({ index, readiness: READABLE }));
  assert.deepEqual(selection.results(ready), { readable: ["two", "second"], writable: [] });
});

test("ready elements come by their descriptors, in each list for its own need", () => {
  const selection = new Selection<string>(1);
  for (const fd of [9, 3, 7, 5]) selection.watch(fd, READABLE, `reader ${fd}`);
  for (const fd of [8, 2]) selection.watch(fd, WRITABLE, `writer ${fd}`);
  const readiness = [READABLE, READABLE, READABLE, READABLE, WRITABLE, WRITABLE];
  const entries = (...indexes: number[]) =>
    indexes.map((index) => ({ index, readiness: readiness[index] as number }));
  assert.deepEqual(selection.results(entries(0, 1, 2, 3, 4, 5)), {
    readable: ["reader 3", "reader 5", "reader 7", "reader 9"],
    writable: ["writer 2", "writer 8"],
  });
  assert.deepEqual(selection.results(entries(1, 2)), { readable: ["reader 3", "reader 7"], writable: [] });
  assert.deepEqual(selection.results(entries(5)), { readable: [], writable: ["writer 2"] });
  assert.deepEqual(selection.results([]), { readable: [], writable: [] });
});

for (const count of [15, 16, 17, 40]) {
  test(`so it is with ${count} ready ones, in any order`, () => {
    const selection = new Selection<number>(1);
    const fds = Array.from({ length: count }, (_, at) => (at * 7) % (count + 1));
    for (const fd of fds) selection.watch(fd, READABLE, fd);
    const ready = fds.map((_, index) => ({ index, readiness: READABLE }));
    assert.deepEqual(
      selection.results(ready).readable,
      fds.toSorted((a, b) => a - b),
    );
  });
}

test("those with unread bytes come first, once, and nobody waits", () => {
  const selection = new Selection<string>(30);
  selection.watch(6, READABLE, "six");
  selection.watch(4, READABLE, "four");
  selection.watch(2, READABLE, "two");
  assert.ok(selection.waitLimit() > 0);
  selection.hasUnread(6, "six");
  selection.hasUnread(4, "four");
  assert.equal(selection.waitLimit(), 0);
  const ready = [0, 1, 2].map((index) => ({ index, readiness: READABLE }));
  assert.deepEqual(selection.results(ready), { readable: ["six", "four", "two"], writable: [] });
  assert.deepEqual(selection.results([]), { readable: ["six", "four"], writable: [] });
});

test("a socket with unread bytes that is ready to be written to is in both lists", () => {
  const selection = new Selection<string>(30);
  selection.watch(6, READABLE, "six");
  selection.watch(6, WRITABLE, "six");
  selection.hasUnread(6, "six");
  assert.deepEqual(selection.results([{ index: 0, readiness: BOTH }]), {
    readable: ["six"],
    writable: ["six"],
  });
});

test("seconds are a limit, below 0 none, and NaN does not wait", (t) => {
  let now = 1000;
  t.mock.method(performance, "now", () => now);
  const selection = new Selection(3);
  now += 1000;
  assert.equal(selection.waitLimit(), 2);
  assert.equal(new Selection(0).waitLimit(), 0);
  assert.ok(new Selection(-1).waitLimit() < 0);
  assert.equal(new Selection(Number.NaN).waitLimit(), 0);
});
