// What waiting in Node's event loop costs, in system calls: a guard for speed that no noise disturbs.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { skipWithout } from "../../support/oracle.ts";
import { Program } from "../../support/program.ts";
import { between, MARK, STRACE } from "../../support/traced-calls.ts";

const skip = skipWithout("strace", ["-V"]);
const ROUNDS = 100;

/** Clients that say a line each and wait for its echo, again and again, and their server in the same process. */
const program = (clients: number, seconds: number): string => `
  import socket from "luasocket/promises";
  const [server] = await socket.bind("127.0.0.1", 0, 128);
  const [, port] = server.getsockname();
  async function serve(client) {
    client.settimeout(${seconds});
    for (;;) {
      const [line] = await client.receive();
      if (line === undefined) return;
      await client.send(line + "\\n");
    }
  }
  const clients = [];
  for (let i = 0; i < ${clients}; i++) {
    clients.push((await socket.connect("127.0.0.1", port))[0]);
    serve((await server.accept())[0]);
  }
  for (const client of clients) client.settimeout(${seconds});
  async function round(client) {
    await client.send("hello\\n");
    await client.receive();
  }
  const rounds = async (count) => {
    for (let i = 0; i < count; i++) await Promise.all(clients.map(round));
  };
  const [mark] = await socket.tcp4();
  await rounds(3);
  mark.setoption("${MARK}", 9);
  await rounds(${ROUNDS});
  mark.setoption("${MARK}", 9);
  for (const client of clients) client.close();
`;

/** How often each system call was made. */
async function count(t: TestContext, clients: number, seconds: number): Promise<Map<string, number>> {
  const text = program(clients, seconds);
  const traced = new Program(t, [...STRACE, process.execPath, "--input-type=module", "-e", text]);
  assert.equal(await traced.ends(), 0, traced.stdout.toString());
  const [calls = []] = between(traced.stderr);
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  return counts;
}

for (const seconds of [-1, 30]) {
  test(`an echo costs a send, a recv and one that comes too early at each end, with a timeout of ${seconds}`, {
    skip,
  }, async (t) => {
    const clients = 10;
    const counts = await count(t, clients, seconds);
    const { epoll_wait = 0, epoll_pwait = 0, read = 0, close = 0, ...others } = Object.fromEntries(counts);
    // Nothing is armed, disarmed or looked at singly.
    assert.deepEqual(others, { sendto: 2 * clients * ROUNDS, recvfrom: 4 * clients * ROUNDS });
    // Once in a process glibc's malloc looks how it may give memory back (/proc/sys/vm/overcommit_memory).
    assert.ok(read <= 1 && close <= 1, `${read} reads and ${close} closes`);
    // A round has two turns of the loop, which all clients share, unless the kernel is late with some of the lines.
    assert.ok(epoll_pwait < 4 * ROUNDS, `${epoll_pwait} turns of the loop`);
    assert.ok(epoll_wait < 4 * ROUNDS, `${epoll_wait} looks at the set`);
  });
}
