import { compareAll } from "./compare.ts";

compareAll({ lua: "5.4", native: "lua5.4", options: ["--event-loop"] });
