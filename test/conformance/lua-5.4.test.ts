// The conformance suite with the calls of Lua 5.4.

import { conform } from "./conform.ts";
import { luaBinding } from "./lua-binding.ts";

conform(luaBinding({ version: "5.4", eventLoop: false, inCoroutines: false }));
conform(luaBinding({ version: "5.4", eventLoop: true, inCoroutines: false }));
conform(luaBinding({ version: "5.4", eventLoop: true, inCoroutines: true }));
