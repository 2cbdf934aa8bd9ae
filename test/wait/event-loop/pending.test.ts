// The driver of the event loop alone: what it asks of an operation and when, as wait/blocking.test.ts has it for calls
// that block.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import blocking from "luasocket";
import { ConflictDetector } from "#src/net/conflict-detector.ts";
import { DONE, type Need, type Operation, READABLE, WORK, type Work, WRITABLE } from "#src/net/operation.ts";
import { Pending } from "#src/wait/event-loop/pending.ts";
import { connectedPair } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

type Answer = Need | Error;

/** An operation that answers from a list and writes down what it was asked. */
class Scripted implements Operation {
  readonly asked: string[] = [];
  readonly conflicts = new ConflictDetector("operation");
  fd: number;
  limit: number;
  work: Work | undefined;
  private readonly answers: Answer[];

  constructor(fd: number, answers: readonly Answer[], limit: number) {
    this.fd = fd;
    this.answers = [...answers];
    this.limit = limit;
  }

  attempt(): Need {
    return this.answer("attempt");
  }

  expire(): Need {
    return this.answer("expire");
  }

  detachBuffers(): void {
    this.asked.push("detachBuffers");
  }

  cancel(): void {
    this.asked.push("cancel");
  }

  waitLimit(): number {
    return this.limit;
  }

  workLimit(): number {
    return this.limit;
  }

  get isTaken(): boolean {
    try {
      this.conflicts.check();
      return false;
    } catch {
      return true;
    }
  }

  private answer(question: string): Need {
    this.asked.push(question);
    const answer = this.answers.shift() as Answer;
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

/** Drives an operation; notes how it ends. */
class Driven extends Pending<Scripted> {
  isOver = false;
  private over: (how: unknown) => void = () => {};
  readonly ended: Promise<unknown> = new Promise<unknown>((resolve) => {
    this.over = resolve;
  });

  protected override completed(): void {
    this.isOver = true;
    this.over("completed");
  }

  protected override failed(error: unknown): void {
    this.isOver = true;
    this.over(error);
  }
}

function drive(operation: Scripted, need: Need): Driven {
  const driven = new Driven(operation, true);
  driven.begin(need);
  return driven;
}

/** The descriptor of a socket that is writable and has nothing to read, and what lets it have some. */
function quiet(t: TestContext): { fd: number; speak: () => void; close: () => void } {
  const { client, peer } = connectedPair(t);
  return { fd: client.getfd(), speak: () => void peer.send("x"), close: () => void client.close() };
}

async function turns(count = 5): Promise<void> {
  for (let done = 0; done < count; done++) await turn();
}

test("a readiness that comes leads to another attempt, as often as it takes", async (t) => {
  const { fd, speak } = quiet(t);
  const operation = new Scripted(fd, [READABLE, DONE], 30);
  const driven = drive(operation, WRITABLE);
  await turns();
  assert.deepEqual([operation.asked, driven.isOver], [["detachBuffers", "attempt"], false]);
  assert.equal(operation.isTaken, true, "another call could begin");
  speak();
  assert.equal(await driven.ended, "completed");
  assert.deepEqual(operation.asked, ["detachBuffers", "attempt", "attempt"]);
  assert.equal(operation.isTaken, false);
});

test("a readiness that does not come expires, and the operation may go on from there", async (t) => {
  const operation = new Scripted(quiet(t).fd, [WRITABLE, DONE], 0.02);
  const start = performance.now();
  assert.equal(await drive(operation, READABLE).ended, "completed");
  assert.ok(performance.now() - start >= 19);
  assert.deepEqual(operation.asked, ["detachBuffers", "expire", "attempt"]);
});

test("what has come when the event loop is late counts", async (t) => {
  const { fd, speak } = quiet(t);
  const operation = new Scripted(fd, [DONE], 0.01);
  const driven = drive(operation, READABLE);
  speak();
  blocking.sleep(0.03);
  assert.equal(await driven.ended, "completed");
  assert.deepEqual(operation.asked, ["detachBuffers", "attempt"]);
});

test("without time a descriptor that is ready is attempted, one that is not expires", (t) => {
  const { fd } = quiet(t);
  const ready = new Scripted(fd, [DONE], 0);
  assert.equal(drive(ready, WRITABLE).isOver, true);
  assert.deepEqual(ready.asked, ["detachBuffers", "attempt"]);
  const notReady = new Scripted(fd, [DONE], 0);
  assert.equal(drive(notReady, READABLE).isOver, true);
  assert.deepEqual(notReady.asked, ["detachBuffers", "expire"]);
});

test("a close ends the wait by an attempt, which learns the cause", async (t) => {
  const { fd, close } = quiet(t);
  const operation = new Scripted(fd, [DONE], -1);
  const driven = drive(operation, READABLE);
  await turns();
  close();
  assert.equal(driven.isOver, true);
  assert.deepEqual(operation.asked, ["detachBuffers", "attempt"]);
});

for (const [when, answers, limit] of [
  ["an attempt", [new Error("broken")], 30],
  ["an expiry", [new Error("broken")], 0.005],
] as const) {
  test(`what ${when} throws ends the wait, and lets another call begin`, async (t) => {
    const operation = new Scripted(quiet(t).fd, answers, limit);
    const driven = drive(operation, limit === 30 ? WRITABLE : READABLE);
    assert.equal(await driven.ended, answers[0]);
    assert.equal(operation.isTaken, false);
  });
}

test("a cancelled operation is asked nothing more, whatever comes", async (t) => {
  const { fd, speak } = quiet(t);
  const operation = new Scripted(fd, [], 0.01);
  const driven = drive(operation, READABLE);
  driven.cancel();
  speak();
  blocking.sleep(0.02);
  await turns();
  assert.deepEqual(operation.asked, ["detachBuffers", "cancel"]);
  assert.equal(operation.isTaken, false);
});

test("a wait without a descriptor is one for time", async () => {
  const operation = new Scripted(-1, [DONE], 0.01);
  const start = performance.now();
  assert.equal(await drive(operation, READABLE).ended, "completed");
  assert.ok(performance.now() - start >= 9);
  assert.deepEqual(operation.asked, ["detachBuffers", "expire"]);
});

test("work is done elsewhere, and leads to an attempt", async () => {
  const operation = new Scripted(-1, [DONE], 30);
  let finish: (() => void) | undefined;
  const start = (done: () => void) => {
    finish = done;
  };
  operation.work = { run: () => assert.fail("it blocks"), start };
  const driven = drive(operation, WORK);
  await turns();
  assert.deepEqual([driven.isOver, operation.asked], [false, ["detachBuffers"]]);
  finish?.();
  assert.equal(await driven.ended, "completed");
  assert.deepEqual(operation.asked, ["detachBuffers", "attempt"]);
});

test("work that takes longer than the limit is given up, and what comes of it is dropped", async () => {
  const operation = new Scripted(-1, [DONE], 0.01);
  let finish: (() => void) | undefined;
  const start = (done: () => void) => {
    finish = done;
  };
  operation.work = { run: () => assert.fail("it blocks"), start };
  assert.equal(await drive(operation, WORK).ended, "completed");
  finish?.();
  await turns();
  assert.deepEqual(operation.asked, ["detachBuffers", "expire"]);
});
