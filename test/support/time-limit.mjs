// A time limit for every test. Loaded before a test file (--import), this module records which tests run and since when;
// test/watch.mjs reads the record and kills a process whose test exceeds the limit. The check runs in another process: a
// test that blocks its thread never reaches a timer, and --test-timeout limits whole files before Node 24.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { isMainThread } from "node:worker_threads";

const folder = process.env.LUASOCKET_TEST_NOTES;
// Workers load this module, too; node:test runs the tests of the main thread.
if (folder !== undefined && isMainThread) {
  const path = join(folder, String(process.pid));
  const file = process.argv[1];
  /** Running tests by context, each with its start. */
  const running = new Map();
  const write = (between) => {
    const tests = [...running.values()];
    writeFileSync(path, JSON.stringify({ file, tests: tests.length > 0 ? tests : [between] }));
  };
  const step = (name) => ({ name, start: Date.now() });
  write(step("before its first test"));
  beforeEach(async (t) => {
    // Lets the results of earlier tests reach the runner: they would be lost if this test blocks the thread.
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
