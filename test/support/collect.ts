// On-demand garbage collection.

import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
/** Collects all garbage. Finalizers run later, in the event loop. */
export const collectGarbage: () => void = runInNewContext("gc") as () => void;

/** Collects garbage in successive iterations of the event loop, where finalizers run, until `done` returns true. */
export async function collectUntil(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !done(); turn += 1) {
    // Objects dereferenced through a WeakRef live until the end of the job (ECMA-262, KeepDuringJob).
    await setImmediate();
    collectGarbage();
    await setImmediate();
  }
  assert.ok(done(), "it was never collected");
}
