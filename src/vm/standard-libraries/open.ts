// Lua's standard libraries, adapted to the host.

import { isatty } from "node:tty";
import type { SharedExports } from "../c-api/exports.ts";
import type { LuaApi, LuaState } from "../c-api/lua-api.ts";
import { LUA_MULTRET, LUA_OK } from "../c-api/lua-api.ts";
import type { LuaInstance } from "../runtime/instance.ts";
import { openLocales } from "./locales.ts";
import { useNativeErrors } from "./native-errors.ts";
import { openProcessFunctions } from "./processes.ts";
import { openTemporaryNames } from "./temporary-names.ts";

/** @throws Error if memory runs out */
export function openStandardLibraries(instance: LuaInstance, api: LuaApi, L: LuaState): void {
  (instance.exports as unknown as SharedExports).luaL_openlibs(L);
  useNativeErrors(instance, api, L);
  openProcessFunctions(instance, api, L);
  openTemporaryNames(instance, api, L);
  openLocales(instance, api, L);
  const status = api.loadBytes(L, Buffer.from(ADAPTATION), "=standard libraries");
  const clock = api.registerFunction((thread) => {
    const { user, system } = process.cpuUsage();
    api.pushnumber(thread, (user + system) / 1e6);
    return 1;
  });
  api.pushcclosure(L, clock, 0);
  api.pushText(L, `/usr/local/lib/lua/${instance.version}/?/init.lua`);
  api.pushText(L, distributionPath(instance.version));
  api.pushboolean(L, isatty(1) ? 1 : 0);
  if (status !== LUA_OK || api.pcall(L, 4, LUA_MULTRET, 0) !== LUA_OK) {
    throw new Error(`the standard libraries could not be opened: ${api.toText(L, -1)}`);
  }
}

const ADAPTATION = `
local clock, last, addition, stdoutIsTerminal = ...

-- C libraries line-buffer standard output on a terminal only; this one always does. And its setvbuf takes
-- effect only when the buffer is empty.
local file = getmetatable(io.stdout).__index
local flush, setvbuf = file.flush, file.setvbuf
function file.setvbuf(...)
  flush(...)
  return setvbuf(...)
end
if not stdoutIsTerminal then io.stdout:setvbuf("full") end

-- The build's own os.clock returns elapsed time instead of CPU time.
os.clock = clock

-- C libraries cannot be loaded here. The two searchers for them would only lengthen the message "module not
-- found", or find a library and fail.
local searchers = package.searchers or package.loaders
searchers[4], searchers[3] = nil, nil
package.cpath = ""

-- The build has the path of the Lua sources; distributions append their own directory.
local _, finish = package.path:find(last, 1, true)
if finish then
  package.path = package.path:sub(1, finish) .. ";" .. addition .. package.path:sub(finish + 1)
end
`;

// The directory of Debian's packages and their derivatives. It does no harm elsewhere.
function distributionPath(version: string): string {
  return `/usr/share/lua/${version}/?.lua;/usr/share/lua/${version}/?/init.lua`;
}
