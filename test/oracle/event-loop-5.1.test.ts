import { compareAll } from "./compare.ts";

compareAll({ lua: "5.1", native: "lua5.1", options: ["--lua", "5.1", "--event-loop"] });
