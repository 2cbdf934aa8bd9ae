// npm run soak -- --minutes 60: mixed load, and flat memory and descriptors. CONTRIBUTING.md tells more.

import { parseArgs } from "node:util";
import { soak } from "./soak.ts";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" } } });
const end = Date.now() + Number(values.minutes) * 60_000;
await soak({
  pieces: 40,
  goesOn: (plateaus) => plateaus < 6 || Date.now() < end,
  says: (line) => console.log(line),
});
console.log("nothing has grown");
