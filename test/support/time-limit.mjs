// A limit for every test. Loaded before a file of tests (--import), this writes down which of its tests runs since when;
// test/watch.mjs reads that and ends a process that stands still. The limit has to be checked from outside: a test that
// blocks its thread never gets to a timer, and Node's --test-timeout is for whole files before Node 24.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { isMainThread } from "node:worker_threads";

const folder = process.env.LUASOCKET_TEST_NOTES;
// A worker that loads the same file has this module, too; its tests are those of the main thread.
if (folder !== undefined && isMainThread) {
  const path = join(folder, String(process.pid));
  const file = process.argv[1];
  /** Tests that run now, by context, each with its start. */
  const running = new Map();
  const write = (between) => {
    const tests = [...running.values()];
    writeFileSync(path, JSON.stringify({ file, tests: tests.length > 0 ? tests : [between] }));
  };
  const step = (name) => ({ name, start: Date.now() });
  write(step("before its first test"));
  beforeEach(async (t) => {
    // The results of the tests before it are on their way to the runner, and stay here if this one blocks the thread.
    await turn();
    running.set(t, step(t.name));
    write();
  });
  afterEach((t) => {
    running.delete(t);
    write(step(`after "${t.name}"`));
  });
  process.on("exit", () => rmSync(path, { force: true }));
}
