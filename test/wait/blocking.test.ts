// The driver alone: what it asks of an operation, when, and what a signal does to a wait.

import assert from "node:assert/strict";
import test from "node:test";
import { DONE, type Need, type Operation, READABLE, WRITABLE } from "#src/net/operation.ts";
import { runBlocking, sleep } from "#src/wait/blocking.ts";
import { connectedPair } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";
import { Program } from "../support/program.ts";

leavesNoSocketOpen();

/** An operation that answers from a list and writes down what it was asked. */
class Scripted implements Operation {
  readonly asked: string[] = [];
  readonly fd: number;
  private readonly answers: Need[];
  private readonly limit: number;

  constructor(fd: number, answers: readonly Need[], limit: number) {
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

  waitLimit(): number {
    this.asked.push("waitLimit");
    return this.limit;
  }

  private answer(question: string): Need {
    this.asked.push(question);
    return this.answers.shift() as Need;
  }
}

test("what needs no wait is attempted once and asked nothing else", () => {
  const operation = new Scripted(-1, [DONE], 0);
  assert.equal(runBlocking(operation), operation);
  assert.deepEqual(operation.asked, ["attempt"]);
});

test("a readiness that comes leads to another attempt, as often as it takes", (t) => {
  const { client } = connectedPair(t);
  const operation = runBlocking(new Scripted(client.getfd(), [WRITABLE, READABLE | WRITABLE, DONE], 30));
  assert.deepEqual(operation.asked, ["attempt", "waitLimit", "attempt", "waitLimit", "attempt"]);
});

test("a readiness that does not come expires, and the operation may go on from there", (t) => {
  const { client } = connectedPair(t);
  const start = performance.now();
  const operation = runBlocking(new Scripted(client.getfd(), [READABLE, WRITABLE, DONE], 0.03));
  assert.ok(performance.now() - start >= 28.5);
  assert.deepEqual(operation.asked, ["attempt", "waitLimit", "expire", "waitLimit", "attempt"]);
});

test("a descriptor that is closed ends the wait, so that the attempt can tell what is wrong", (t) => {
  const { client } = connectedPair(t);
  const fd = client.getfd();
  client.close();
  const operation = runBlocking(new Scripted(fd, [READABLE, DONE], -1));
  assert.deepEqual(operation.asked, ["attempt", "waitLimit", "attempt"]);
});

test("sleep lasts for its seconds, and not at all below 0 and for NaN", () => {
  const start = performance.now();
  sleep(0.03);
  assert.ok(performance.now() - start >= 29);
  for (const seconds of [0, -1, Number.NEGATIVE_INFINITY, Number.NaN]) sleep(seconds);
});

// A handler makes the kernel end every wait with EINTR; without one the signal would end the process.
const INTERRUPTED = `
  import { once } from "node:events";
  import socket from "luasocket";
  let signals = 0;
  process.on("SIGUSR2", () => signals++);
  const [server] = socket.bind("127.0.0.1", 0);
  const [client] = socket.connect("127.0.0.1", server.getsockname()[1]);
  const [peer] = server.accept();
  const passed = (call) => {
    console.log("begins");
    const start = performance.now();
    const result = call();
    return [performance.now() - start >= 298.5, ...result];
  };
  client.settimeout(0.3);
  server.settimeout(0.3, "t");
  const results = [
    passed(() => client.receive()),
    passed(() => server.accept()),
    passed(() => socket.select([client], undefined, 0.3).slice(2)),
    passed(() => (socket.sleep(0.3), ["slept"])),
  ];
  console.log(JSON.stringify(results));
  // A signal that came while this process ended would end it in another way.
  await once(process.stdin.resume(), "end");
  if (signals === 0) await once(process, "SIGUSR2"); // the loop may come to it only now
  console.log(signals > 0);`;

test("signals neither end a wait nor prolong it", async (t) => {
  const child = new Program(t, [process.execPath, "--input-type=module", "-e", INTERRUPTED]);
  await child.says(/begins/);
  const timer = setInterval(() => child.child.kill("SIGUSR2"), 10);
  t.after(() => clearInterval(timer));
  await child.says(/\]\]\n/);
  clearInterval(timer);
  child.child.stdin.end();
  assert.equal(await child.ends(), 0, child.stderr);
  assert.equal(
    child.stdout.toString().replaceAll("begins\n", ""),
    '[[true,null,"timeout",""],[true,null,"timeout"],[true,"timeout"],[true,"slept"]]\ntrue\n',
  );
});
