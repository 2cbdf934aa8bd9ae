// What calls cost, in system calls: a guard for speed that no noise disturbs.

import assert from "node:assert/strict";
import test from "node:test";
import { skipWithout } from "../support/oracle.js";
import { Program } from "../support/program.js";

const PRELUDE = `
  import socket from "luasocket";
  const [server] = socket.bind("127.0.0.1", 0);
  const [client] = socket.connect("127.0.0.1", server.getsockname()[1]);
  const [peer] = server.accept();
`;
/** Stand before and after what is counted: nothing else shuts one way of a socket down. */
const MARK = "server.getfd(); client.setoption('tcp-keepcnt', 9);";

const cases: readonly [name: string, setup: string, act: string, calls: readonly string[]][] = [
  [
    "a line that has arrived costs one recv",
    "peer.send('a\\nb\\n'); socket.select([client]);",
    "client.receive()",
    ["recvfrom"],
  ],
  [
    "lines behind it cost nothing",
    "peer.send('a\\nb\\nccc'); socket.select([client]); client.receive();",
    "client.receive(); client.receive(2); client.dirty()",
    [],
  ],
  [
    "a receive that must wait tries, waits and tries again",
    "client.settimeout(0.05);",
    "client.receive()",
    ["recvfrom", "poll"],
  ],
  ["a receive that never waits does not poll", "client.settimeout(0);", "client.receive()", ["recvfrom"]],
  ["a small send costs one send", "", "client.send('hello\\n')", ["sendto"]],
  ["64 KiB cost one send", "", "client.send('x'.repeat(65536))", ["sendto"]],
  ["nothing to send costs nothing", "", "client.send('')", []],
  ["select costs one poll", "", "socket.select([client, peer], [client], 0)", ["poll"]],
  [
    "settimeout, getstats and getfd cost nothing",
    "",
    "client.settimeout(1); client.getstats(); client.getfd()",
    [],
  ],
];

for (const [name, setup, act, calls] of cases) {
  test(name, { skip: skipWithout("strace", ["-V"]) }, async (t) => {
    const program = `${PRELUDE} ${setup} ${MARK} ${act}; ${MARK}`;
    const traced = new Program(t, [
      ...["strace", "-e", "trace=network,poll,ppoll,close,read,write"],
      ...[process.execPath, "--input-type=module", "-e", program],
    ]);
    assert.equal(await traced.ends(), 0, traced.stderr);
    const lines = traced.stderr.split("\n");
    const marks = lines.flatMap((line, index) => (line.includes("TCP_KEEPCNT") ? [index] : []));
    assert.equal(marks.length, 2);
    const between = lines.slice((marks[0] as number) + 1, marks[1]);
    assert.deepEqual(
      between.map((line) => line.slice(0, line.indexOf("("))),
      calls,
    );
  });
}
