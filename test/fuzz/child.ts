// The process in which calls are made at random. Whatever happens to it, its parent learns how far it came.

import { openSync, readdirSync, readlinkSync, writeSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { collectGarbage } from "../support/collect.ts";
import { CALLS_PER_ROUND, type Finding, type Log, type Order } from "./round.ts";
import { TARGETS } from "./targets.ts";
import { Hostile } from "./typescript/world.ts";

const order = JSON.parse(process.argv[2] as string) as Order;
process.chdir(order.directory);
const progress = openSync(order.progress, "w");
const trace = order.trace === undefined ? undefined : openSync(order.trace, "a");
const only = order.only === undefined ? undefined : new Set(order.only);

const place = new Float64Array(2);
const findings: Finding[] = [];

const log: Log = {
  wantsWords: trace !== undefined,
  begins(call) {
    if (only !== undefined && !only.has(call)) return false;
    place[1] = call;
    // One write, so that the parent never sees half of it.
    writeSync(progress, place as unknown as Uint8Array, 0, 16, 0);
    return true;
  },
  says(words) {
    if (trace !== undefined) writeSync(trace, `${words}\n`);
  },
  finds(message) {
    if (findings.length < 20) findings.push({ round: place[0] as number, call: place[1] as number, message });
  },
};

process.on("uncaughtException", (error, origin) => {
  // What a caller's listener throws, Node's server throws on.
  const isOfNode = error instanceof Hostile && /node:net:/.test(error.stack ?? "");
  if (!isOfNode) log.finds(`${origin}: ${inspect(error)}`);
});

/** What this process has open, as proc(5) tells. */
function descriptors(): string[] {
  const all: string[] = [];
  for (const fd of readdirSync("/proc/self/fd")) {
    try {
      all.push(`${fd} ${readlinkSync(`/proc/self/fd/${fd}`)}`);
    } catch {
      // The one that listed the others.
    }
  }
  return all;
}

/** Turns of the loop with collections between, in which finalizers run and handles of Node's close. */
async function settle(isDone: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20 && !isDone(); turn++) {
    await setImmediate();
    collectGarbage();
    await setImmediate();
  }
}

async function main(): Promise<void> {
  const make = TARGETS[order.target];
  if (make === undefined) throw new Error(`there is no target ${order.target}`);
  const target = await make(order.directory);
  await settle(() => false);
  const before = new Set(descriptors());
  for (let round = order.from; round < order.to && findings.length === 0; round++) {
    place[0] = round;
    await target.play(order.seed, round, log);
    place[1] = CALLS_PER_ROUND;
    const leaked = (): string[] => descriptors().filter((each) => !before.has(each) && !isOfNode(each));
    await settle(() => leaked().length === 0);
    if (leaked().length > 0) log.finds(`left open: ${leaked().join(", ")}`);
  }
  writeSync(1, `${JSON.stringify({ findings })}\n`);
  process.exit(0);
}

/** The event loop's own descriptors, and ours for waiting, may come once and stay. libuv keeps /dev/null in reserve. */
function isOfNode(descriptor: string): boolean {
  return /anon_inode:|\/proc\/|\/dev\/null/.test(descriptor);
}

try {
  await main();
} catch (error) {
  // The harness itself: nothing that a target may throw comes here.
  writeSync(2, `${inspect(error)}\n`);
  process.exit(1);
}
