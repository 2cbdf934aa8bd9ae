// npm run fuzz:model: input buffers against a model, in many stories. CONTRIBUTING.md tells how.

import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { WAYS } from "./ways.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    /** Some of the ways, with commas between. */
    way: { type: "string" },
    path: { type: "string" },
  },
});

for (const way of values.way?.split(",") ?? Object.keys(WAYS)) {
  const { path } = values;
  await check({ way, seed: Number(values.seed), runs: Number(values.runs), ...(path && { path }) });
  console.log(`${way}: ${values.runs} stories, seed ${values.seed}`);
}
