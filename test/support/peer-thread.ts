// A thread beside the test's: a blocking call stops the loop of its own thread, so whoever is to act
// during the call must live in another.

import { once } from "node:events";
import { after, type TestContext } from "node:test";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { testFileUrl } from "./program.ts";

// One thread serves a whole file: to start one takes longer than most tests. It runs each program that it is
// sent with names of its own, until the program's test is over.
const THREAD = `
(async () => {
const { setTimeout: pause } = require("node:timers/promises");
const { parentPort, workerData } = require("node:worker_threads");
const { BlockedThread } = await import(workerData);

parentPort.on("message", ({ source, data, port }) => {
  const ends = [];
  let isOver = false;
  const testThread = new BlockedThread();
  const blocked = () => testThread.blocked(() => isOver);
  port.once("message", () => {
    isOver = true;
    for (const end of ends) end();
    port.close();
  });
  const program = new Function("require", "load", "blocked", "pause", "post", "atEnd", "data", source);
  const load = (url) => import(url);
  program(require, load, blocked, pause, (message) => port.postMessage(message), (end) => ends.push(end), data);
});
})();
`;

let thread: Worker | undefined;
after(() => thread?.terminate());

/**
 * Runs a program, the body of a function, in the other thread, and gives what it posts first. It has
 *
 * - `require`, and `load` for modules that are imported
 * - `data`, and `post(message)`
 * - `pause(milliseconds)`
 * - `blocked()`, which resolves when the test's thread waits in poll(2), each time in another wait than the
 *   time before
 * - `atEnd(act)`, for what is to be closed when the test is over
 */
export async function peerThread<Message>(t: TestContext, source: string, data: unknown): Promise<Message> {
  thread ??= new Worker(THREAD, { eval: true, workerData: testFileUrl(import.meta.url, "blocked").href });
  const { port1, port2 }: { port1: MessagePort; port2: MessagePort } = new MessageChannel();
  thread.postMessage({ source, data, port: port2 }, [port2]);
  t.after(async () => {
    port1.postMessage("over");
    await once(port1, "close");
  });
  const [message] = (await once(port1, "message")) as [Message];
  return message;
}
