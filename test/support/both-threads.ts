// Tests that run twice: in the main thread, where libuv tells promises what is ready, and in a worker, where epoll does.

import { after, test } from "node:test";
import { isMainThread } from "node:worker_threads";
import { serveTests, TestWorker } from "./test-worker.ts";

export interface Stage {
  /** To be done when the test is over. */
  after(end: () => unknown): void;
}

export type BothTests = Readonly<Record<string, (t: Stage) => Promise<void>>>;

/** To be called by a test file with its own `import.meta.url` in either thread: the worker loads the same file. */
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
