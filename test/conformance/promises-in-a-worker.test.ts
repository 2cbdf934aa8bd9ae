// The conformance suite with calls that return promises, in a worker, on the epoll engine. The scenarios run there; the
// tests are registered here.

import { after, test } from "node:test";
import { isMainThread } from "node:worker_threads";
import { serveTests, TestWorker } from "../support/test-worker.ts";
import { play, scenariosFor } from "./conform.ts";
import { RemotePeer } from "./peer-thread.ts";
import { PROMISES } from "./promises-binding.ts";

const scenarios = scenariosFor(PROMISES);

if (isMainThread) {
  const worker = new TestWorker(new URL(import.meta.url));
  after(() => worker.end());
  for (const [index, { name }] of scenarios.entries()) {
    test(`promises in a worker: ${name}`, () => worker.run(index));
  }
} else {
  const peer = new RemotePeer();
  serveTests((index: number) => play(scenarios[index] as (typeof scenarios)[number], PROMISES, peer));
}
