// The conformance suite with calls that give promises, in a worker: epoll tells what is ready. The scenarios are
// played there; the tests are here.

import { once } from "node:events";
import { after, test } from "node:test";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { play, scenariosFor } from "./conform.ts";
import { RemotePeer } from "./peer-thread.ts";
import { PROMISES } from "./promises-binding.ts";

const scenarios = scenariosFor(PROMISES);

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  after(() => worker.terminate());
  for (const [index, { name }] of scenarios.entries()) {
    test(`promises in a worker: ${name}`, async () => {
      worker.postMessage(index);
      const [error] = await once(worker, "message");
      if (error !== undefined) throw error;
    });
  }
} else {
  const peer = new RemotePeer();
  parentPort?.on("message", async (index: number) => {
    try {
      await play(scenarios[index] as (typeof scenarios)[number], PROMISES, peer);
      parentPort?.postMessage(undefined);
    } catch (error) {
      parentPort?.postMessage(error);
    }
  });
}
