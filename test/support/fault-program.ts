// TypeScript programs whose system calls fail, in the main thread and in a worker.

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { faultEnvironment, skipWithoutFaults } from "./faults.ts";
import { Program } from "./program.ts";

/** Start of a program, which is the body of an async function. */
const PRELUDE = `
const { strict: assert } = require("node:assert");
const { readdirSync, readlinkSync } = require("node:fs");
const { setImmediate: turn, setTimeout: pause } = require("node:timers/promises");
/** Replaces the rules for failing calls (test/faults/preload.c). */
const fault = (...rules) => {
  blocking.dns.toip("fault.none");
  for (const rule of rules) blocking.dns.toip("fault." + rule);
};
/** Number of calls since then. */
const calls = (name) => {
  const [, high, low] = /(\\d+)\\.(\\d+)$/.exec(blocking.dns.toip("fault.calls." + name)[0]);
  return high * 256 + Number(low);
};
const descriptors = () => readdirSync("/proc/self/fd").length;
const sockets = () => readdirSync("/proc/self/fd").filter((fd) => {
  try { return readlinkSync("/proc/self/fd/" + fd).startsWith("socket:"); } catch { return false; }
}).length;
/** Both ends of a connection. */
const pair = () => {
  const [server] = blocking.bind("127.0.0.1", 0);
  const [peer] = blocking.connect("127.0.0.1", server.getsockname()[1]);
  const [accepted] = server.accept();
  server.close();
  const fd = accepted.getfd();
  accepted.setfd(-1);
  const [client] = socket.adopt(fd);
  peer.settimeout(10);
  client.settimeout(10);
  return { client, peer };
};
/** Duration of a call in seconds, and its results. */
const timed = async (call) => {
  const start = performance.now();
  const results = await call();
  return [(performance.now() - start) / 1000, results];
};
`;

export type Place = "blocking" | "promises" | "promises in a worker";
export const PLACES: readonly Place[] = ["blocking", "promises", "promises in a worker"];

function source(place: Place, body: string): string {
  const binding = place === "blocking" ? "luasocket" : "luasocket/promises";
  const program = `
    (async () => {
      const { default: blocking } = await import("luasocket");
      const { default: socket } = await import(${JSON.stringify(binding)});
      ${PRELUDE}
      ${body}
    })().then(() => console.log("passed"));`;
  if (place !== "promises in a worker") return program;
  return `new (require("node:worker_threads").Worker)(${JSON.stringify(program)}, { eval: true });`;
}

/** Runs a program with its own assertions in a process of its own. */
export async function runUnderFaults(t: TestContext, place: Place, body: string): Promise<void> {
  const program = new Program(t, [process.execPath, "-e", source(place, body)], faultEnvironment());
  const code = await program.ends();
  assert.equal(code, 0, program.stderr);
  assert.equal(program.stdout.toString(), "passed\n", program.stderr);
}

/** Registers a test of a program for each of some places. */
export function testUnderFaults(name: string, places: readonly Place[], body: string): void {
  for (const place of places) {
    test(`${name} (${place})`, { skip: skipWithoutFaults }, (t) => runUnderFaults(t, place, body));
  }
}
