// The conformance suite in a storm: every call is interrupted repeatedly, and streams transfer a few bytes at a time.
// In no binding may this be visible: no data is lost or duplicated, no socket is left open.

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
  /** Prefix of the scenarios' names. Other bindings of the same file run without a storm, since they share its code. */
  readonly names: string;
  /** Minimum number of faults: a storm without faults would prove nothing. */
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
        // node:test marks the processes it starts by this variable; this one must report on its own.
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
