// The watched descriptors, and the engine that watches them.

import { errnoText } from "../../os/errno.ts";
import { hasEpoll, hasLibuv } from "../../os/runtime.ts";
import { onFdReleased } from "../../os/socket/descriptor.ts";
import { PollEngine } from "./poll-engine.ts";
import { PoolEngine } from "./pool-engine.ts";
import { UvEngine } from "./uv-engine.ts";
import type { Engine, Watch } from "./watch.ts";

const watches = new Map<number, Watch>();
let engine: Engine | undefined;

let makeEngine: () => Engine = () => {
  if (!hasEpoll) return new PollEngine();
  return hasLibuv ? new UvEngine() : new PoolEngine();
};

/** Replaces this system's engine before its first use, so that tests can run the engines of other systems. */
export function useEngine(make: () => Engine): void {
  if (engine !== undefined) throw new Error("the engine is already running");
  makeEngine = make;
}

function startEngine(): Engine {
  onFdReleased(unwatchFd);
  return makeEngine();
}

/**
 * Returns the watch of an open descriptor, creating it if necessary.
 *
 * @throws Error if the descriptor cannot be watched, such as a regular file, which is always ready
 */
export function watchOf(fd: number): Watch {
  const existing = watches.get(fd);
  if (existing !== undefined) return existing;
  engine ??= startEngine();
  const watch = engine.open(fd);
  if (typeof watch === "number")
    throw new Error(`descriptor ${fd} cannot be waited for: ${errnoText(-watch)}`);
  watches.set(fd, watch);
  return watch;
}

/** Stops watching a descriptor, and notifies its waits that it is closed. */
function unwatchFd(fd: number): void {
  const watch = watches.get(fd);
  if (watch === undefined) return;
  watches.delete(fd);
  watch.close();
}
