// Load in plateaus: after each, what is in use is measured. It must not grow.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { collectGarbage } from "../support/collect.ts";
import { openSockets } from "../support/open-sockets.ts";
import { blockingLoad, LuaLoad, pending, promisesLoad } from "./load.ts";

/** What is in use, in bytes and numbers. */
interface Use {
  readonly sockets: number;
  readonly descriptors: number;
  readonly heap: number;
  /** Of Buffers and of WebAssembly memories. */
  readonly external: number;
  readonly lua: number;
  readonly resident: number;
}

/** How far apart two plateaus may be, that do the same. The engine's own tables are of some kilobytes now and then. */
const SLACK: Use = {
  sockets: 0,
  descriptors: 0,
  heap: 1.5e6,
  external: 2e6,
  lua: 0.3e6,
  // malloc's, and what the engine gives back when it likes.
  resident: 60e6,
};

/** The first ones are left out: code is compiled, pools are filled. */
const WARMING_UP = 3;

export interface Soak {
  /** Pieces of load for a plateau. */
  readonly pieces: number;
  /** Asked after each plateau. */
  goesOn(plateaus: number): boolean;
  readonly says?: (line: string) => void;
}

/** @throws AssertionError where something has grown */
export async function soak({ pieces, goesOn, says = () => {} }: Soak): Promise<void> {
  const lua = new LuaLoad();
  const before = openSockets();
  const uses: Use[] = [];
  try {
    do {
      for (let piece = 0; piece < pieces; piece++) {
        blockingLoad();
        await promisesLoad();
        await lua.run();
      }
      await settled(lua, before);
      const use = measured(lua);
      uses.push(use);
      says(`plateau ${uses.length}: ${shown(use)}`);
      compare(uses);
    } while (goesOn(uses.length));
  } finally {
    lua.close();
  }
  assert.ok(uses.length > WARMING_UP + 1, "too few plateaus to compare");
}

/** Until what was lost is collected, and those who waited for it have heard of it. */
async function settled(lua: LuaLoad, sockets: number): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    lua.collect();
    await setImmediate();
    collectGarbage();
    await setImmediate();
    // A few turns more, for what the last finalizers have set free.
    if (openSockets() === sockets && pending.size === 0 && turn >= 5) return;
  }
  assert.equal(openSockets(), sockets, "sockets were left open");
  assert.equal(pending.size, 0, "servers wait for clients that are gone");
}

function measured(lua: LuaLoad): Use {
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    sockets: openSockets(),
    descriptors: readdirSync("/proc/self/fd").length,
    heap: heapUsed,
    external,
    lua: lua.used,
    resident: rss,
  };
}

/** The least of the last third is compared with the least of the first: growth is in every plateau, noise is not. */
function compare(all: readonly Use[]): void {
  const uses = all.slice(WARMING_UP);
  if (uses.length < 2) return;
  const third = Math.ceil(uses.length / 3);
  for (const name of Object.keys(SLACK) as (keyof Use)[]) {
    const least = (some: readonly Use[]): number => Math.min(...some.map((use) => use[name]));
    const growth = least(uses.slice(-third)) - least(uses.slice(0, third));
    assert.ok(growth <= SLACK[name], `${name} grew by ${growth} in ${uses.length} plateaus`);
  }
}

function shown(use: Use): string {
  return Object.entries(use)
    .map(([name, value]) => `${name} ${value < 1e5 ? value : `${(value / 1e6).toFixed(2)} MB`}`)
    .join(", ");
}
