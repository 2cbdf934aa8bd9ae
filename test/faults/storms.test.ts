// The conformance suite once more, in a storm: every call is interrupted again and again, streams give and take a few
// bytes at a time. Whatever the binding, nothing may be seen of it, nothing lost or doubled, no socket left open.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { faultEnvironment, skipWithoutFaults } from "../support/faults.ts";
import { MODULES, Program, testFile } from "../support/program.ts";

const STORM = [
  "recv.EINTR.every3",
  "recv.bytes1.every2",
  "send.EINTR.every3",
  "send.bytes100000.every2",
  "accept.EINTR.every2",
  "poll.EINTR.every2",
  "epoll_wait.EINTR.every3",
];

interface Part {
  readonly binding: string;
  readonly file: string;
  /** The scenarios' names begin so. The other bindings of the file are played without a storm, as they share all of it. */
  readonly names: string;
  /** A storm that is not one would let everything pass. */
  readonly faults: number;
}

const PARTS: readonly Part[] = [
  { binding: "blocking calls", file: "blocking", names: "blocking: ", faults: 500 },
  { binding: "promises", file: "promises", names: "promises: ", faults: 500 },
  {
    binding: "promises in a worker",
    file: "promises-in-a-worker",
    names: "promises in a worker: ",
    faults: 500,
  },
  { binding: "Lua 5.4", file: "lua-5.4", names: "Lua 5.4: ", faults: 500 },
  {
    binding: "Lua 5.4 in the event loop",
    file: "lua-5.4",
    names: "Lua 5.4 in the event loop: ",
    faults: 500,
  },
];

describe("in a storm of interrupted and short calls", {
  concurrency: PARTS.length,
  skip: skipWithoutFaults,
}, () => {
  for (const { binding, file, names, faults } of PARTS) {
    test(`${binding} keep to every scenario`, async (t) => {
      const program = new Program(
        t,
        [
          process.execPath,
          MODULES,
          `--test-name-pattern=^${names}`,
          "--test-reporter=tap",
          testFile(import.meta.url, `../conformance/${file}.test`),
        ],
        // What node:test tells the processes that it starts; this one shall speak for itself.
        { ...faultEnvironment(...STORM), TEST_FAULTS_TOLD: "1", NODE_TEST_CONTEXT: undefined },
      );
      const code = await program.ends();
      const shown = program.stdout.toString();
      assert.equal(code, 0, shown.match(/^not ok[\s\S]*?\.\.\.$/gm)?.join("\n") ?? shown + program.stderr);
      const passed = shown.match(new RegExp(`^ok \\d+ - ${names}(?!.*# SKIP)`, "gm"))?.length ?? 0;
      assert.ok(passed > 100, `${passed} scenarios were played`);
      const met = Number(/^faults: (\d+)$/m.exec(program.stderr)?.[1]);
      assert.ok(met > faults, `${met} faults were met`);
    });
  }
});
