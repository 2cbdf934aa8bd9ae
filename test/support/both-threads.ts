// Tests that run twice: in the main thread, on the libuv engine, and in a worker, on the epoll engine.

import { after, test } from "node:test";
import { isMainThread } from "node:worker_threads";
import { serveTests, TestWorker } from "./test-worker.ts";

export interface Stage {
  /** Registers an action for the end of the test. */
  after(end: () => unknown): void;
}

export type BothTests = Readonly<Record<string, (t: Stage) => Promise<void>>>;

/** Call with the `import.meta.url` of the test file: the worker loads the same file, which calls this again. */
export function testInBothThreads(url: string, tests: BothTests): void {
  if (!isMainThread) {
    serveTests((name: string) => run(tests, name));
    return;
  }
  const worker = new TestWorker(new URL(url), { trackUnmanagedFds: false });
  after(() => worker.end());
  for (const name of Object.keys(tests)) {
    test(name, () => run(tests, name));
    test(`${name}, in a worker`, () => worker.run(name));
  }
}

async function run(tests: BothTests, name: string): Promise<void> {
  const ends: (() => unknown)[] = [];
  try {
    await tests[name]?.({ after: (end) => ends.push(end) });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
