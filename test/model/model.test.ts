// Streams that are split, limited, given up and decoded in every way: no byte is lost, doubled or moved.

import test from "node:test";
import { check } from "./check.ts";
import { WAYS } from "./ways.ts";

for (const way of Object.keys(WAYS)) {
  for (const seed of [1, 2]) {
    test(`receive agrees with a model of the stream: ${way}, seed ${seed}`, () =>
      check({ way, seed, runs: 60 }));
  }
}
