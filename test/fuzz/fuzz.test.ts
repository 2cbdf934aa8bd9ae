// Some of the calls that `npm run fuzz` makes by the million, the same ones each time: what fails here is to be the
// change's doing. Other seeds are for the command.

import assert from "node:assert/strict";
import test from "node:test";
import { campaign } from "./campaign.ts";
import { CALLS_PER_ROUND } from "./round.ts";
import { TARGETS } from "./targets.ts";

const SEEDS = [1, 2];

for (const target of Object.keys(TARGETS)) {
  for (const seed of SEEDS) {
    test(`hostile calls neither end nor hold the process, nor leave anything open: ${target}, seed ${seed}`, async () => {
      assert.equal(await campaign({ seed, targets: [target], calls: 4 * CALLS_PER_ROUND }), undefined);
    });
  }
}
