import { compareAll } from "./compare.js";

compareAll({ lua: "5.4", native: "lua5.4", options: ["--event-loop"] });
