// The conformance suite with the calls of Lua 5.1.

import { conform } from "./conform.ts";
import { luaFace } from "./lua-face.ts";

conform(luaFace({ version: "5.1", eventLoop: false, inCoroutines: false }));
conform(luaFace({ version: "5.1", eventLoop: true, inCoroutines: false }));
conform(luaFace({ version: "5.1", eventLoop: true, inCoroutines: true }));
