// npm run fuzz: random calls by the million. CONTRIBUTING.md tells how.

import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { campaign, replay } from "./campaign.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "100000" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    /** Some of the targets, with commas between. */
    target: { type: "string" },
    /** One round again, and some calls of it. */
    round: { type: "string" },
    only: { type: "string" },
  },
});

const seed = Number(values.seed);
const targets = values.target?.split(",");
const says = (line: string): void => console.log(line);
says(`seed ${seed}`);
const failure =
  values.round === undefined
    ? await campaign({ seed, calls: Number(values.calls), ...(targets && { targets }), says })
    : await replay(
        targets?.[0] ?? "blocking",
        seed,
        Number(values.round),
        values.only?.split(",").map(Number),
        says,
      );
says(failure ?? "nothing was found");
process.exitCode = failure === undefined ? 0 : 1;
