// Collecting JavaScript's garbage on request.

import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
/** Collects all garbage. Finalizers run in turns of the event loop, later. */
export const collectGarbage: () => void = runInNewContext("gc") as () => void;

/** Collects garbage until `done`, in turns of the event loop, where finalizers run. */
export async function collectUntil(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !done(); turn += 1) {
    // What `done` has looked at through a WeakRef lives until the next turn (ECMA-262, KeepDuringJob).
    await setImmediate();
    collectGarbage();
    await setImmediate();
  }
  assert.ok(done(), "it was never collected");
}
