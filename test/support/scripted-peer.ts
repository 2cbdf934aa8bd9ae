// A peer that acts while the test's thread is blocked: Node's own net in a thread of its own.

import { once } from "node:events";
import type { TestContext } from "node:test";
import { Worker } from "node:worker_threads";

/** Steps of the peer for a connection. A number is a pause in milliseconds, `<data>` waits for data. */
export type Step = number | string | Uint8Array | "<end>" | "<reset>" | "<read>" | "<data>";

const SOURCE = `
const { once } = require("node:events");
const { createServer } = require("node:net");
const { setTimeout: pause } = require("node:timers/promises");
const { parentPort, workerData } = require("node:worker_threads");
const server = createServer({ allowHalfOpen: true }, async (connection) => {
  connection.on("error", () => {});
  connection.setNoDelay(true);
  connection.pause();
  for (const step of workerData) {
    if (typeof step === "number") await pause(step);
    else if (step === "<end>") connection.end();
    else if (step === "<reset>") connection.resetAndDestroy();
    else if (step === "<read>") connection.resume();
    else if (step === "<data>") {
      await once(connection.resume(), "data");
      connection.pause();
    }
    else connection.write(step);
  }
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

/** Starts a server that runs the steps on each connection. Returns its port. */
export async function scriptedPeer(t: TestContext, steps: readonly Step[]): Promise<number> {
  const worker = new Worker(SOURCE, { eval: true, workerData: steps });
  t.after(() => worker.terminate());
  const [port] = (await once(worker, "message")) as [number];
  return port;
}
