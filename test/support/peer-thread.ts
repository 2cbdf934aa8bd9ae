// A thread beside the test's: a blocking call stops the event loop of its own thread, so code that acts during
// the call must run in another.

import assert from "node:assert/strict";
import { once } from "node:events";
import { after, type TestContext } from "node:test";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { testFileUrl } from "./program.ts";

// One thread serves a whole file, since starting one takes longer than most tests. It runs each program with bindings
// of its own until the program's test ends.
const THREAD = `
(async () => {
const { setTimeout: pause } = require("node:timers/promises");
const { parentPort, workerData } = require("node:worker_threads");
const { BlockedThread } = await import(workerData);

// An uncaught error fails the tests of all running programs. It is sent as text: some errors cannot be cloned.
const ports = new Set();
process.on("uncaughtException", (error) => {
  if (ports.size === 0) throw error;
  const failure = String(error?.stack ?? error);
  for (const port of ports) port.postMessage({ failure });
});

parentPort.on("message", ({ source, data, port }) => {
  ports.add(port);
  const ends = [];
  let isOver = false;
  const testThread = new BlockedThread();
  const blocked = () => testThread.blocked(() => isOver);
  port.once("message", () => {
    isOver = true;
    for (const end of ends) end();
    ports.delete(port);
    port.close();
  });
  const program = new Function("require", "load", "blocked", "pause", "post", "atEnd", "data", source);
  const load = (url) => import(url);
  program(require, load, blocked, pause, (message) => port.postMessage({ message }), (end) => ends.push(end), data);
});
})();
`;

type Posted<Message> =
  | { readonly message: Message; readonly failure?: undefined }
  | { readonly failure: string };

let thread: Worker | undefined;
after(() => thread?.terminate());

/**
 * Runs a program, the body of a function, in the other thread, and returns the first message it posts. An uncaught
 * error of the program fails the test. In scope are:
 *
 * - `require`, and `load` for modules that are imported
 * - `data`, and `post(message)`
 * - `pause(milliseconds)`
 * - `blocked()`, which resolves when the test's thread waits in poll(2), in a new wait each time
 * - `atEnd(act)`, for cleanup when the test ends
 */
export async function peerThread<Message>(t: TestContext, source: string, data: unknown): Promise<Message> {
  thread ??= new Worker(THREAD, { eval: true, workerData: testFileUrl(import.meta.url, "blocked").href });
  const { port1, port2 }: { port1: MessagePort; port2: MessagePort } = new MessageChannel();
  thread.postMessage({ source, data, port: port2 }, [port2]);
  const failures: string[] = [];
  const first = new Promise<Message>((resolve, reject) => {
    port1.on("message", (posted: Posted<Message>) => {
      if (posted.failure === undefined) return resolve(posted.message);
      failures.push(posted.failure);
      reject(new Error(`the program in the other thread failed: ${posted.failure}`));
    });
  });
  const closed = once(port1, "close");
  t.after(async () => {
    port1.postMessage("over");
    await closed;
    assert.deepEqual(failures, [], "the program in the other thread failed");
  });
  return first;
}
