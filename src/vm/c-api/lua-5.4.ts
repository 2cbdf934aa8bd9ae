// The part of the C API that is specific to Lua 5.4.

import type { LuaBuild } from "../runtime/machine.ts";
import type { Exports54 } from "./exports.ts";
import type { Pointer } from "./lua-api.ts";
import type { VersionApi } from "./version-api.ts";

/** @param resultsOut  an aligned word for the number of results of lua_resume */
export function api54(build: LuaBuild, resultsOut: Pointer): VersionApi {
  const lua = build.exports as unknown as Exports54;
  const { memory } = build;
  return {
    registryIndex: LUA_REGISTRYINDEX,
    upvalueindex: (upvalue) => LUA_REGISTRYINDEX - upvalue,
    insert: (L, index) => lua.lua_rotate(L, index, 1),
    remove: (L, index) => {
      lua.lua_rotate(L, index, -1);
      lua.lua_settop(L, -2);
    },
    tonumber: (L, index) => lua.lua_tonumberx(L, index, 0),
    tobigint: (L, index) => (lua.lua_isinteger(L, index) === 0 ? undefined : lua.lua_tointegerx(L, index, 0)),
    rawlen: (L, index) => Number(lua.lua_rawlen(L, index)),
    pushinteger: (L, value) => lua.lua_pushinteger(L, BigInt(value)),
    newuserdata: (L, sizeBytes) => lua.lua_newuserdatauv(L, sizeBytes, 1),
    rawgeti: (L, index, key) => lua.lua_rawgeti(L, index, BigInt(key)),
    rawseti: (L, index, key) => lua.lua_rawseti(L, index, BigInt(key)),
    getglobal: lua.lua_getglobal,
    setglobal: lua.lua_setglobal,
    call: (L, args, results) => lua.lua_callk(L, args, results, 0, 0),
    pcall: (L, args, results, handler) => lua.lua_pcallk(L, args, results, handler, 0, 0),
    pcallk: lua.lua_pcallk,
    callk: lua.lua_callk,
    loadbuffer: (L, bytes, size, chunkName) => lua.luaL_loadbufferx(L, bytes, size, chunkName, 0),
    loadfile: (L, path) => lua.luaL_loadfilex(L, path, 0),
    traceback: (L, message, level) => lua.luaL_traceback(L, L, lua.lua_tolstring(L, message, 0), level),
    typeerror: lua.luaL_typeerror,
    checkinteger: (L, argument) => Number(lua.luaL_checkinteger(L, argument)),
    testudata: lua.luaL_testudata,
    resume: (thread, from, args) => lua.lua_resume(thread, from, args, resultsOut),
    resumeResults: () => memory.i32[resultsOut >> 2] as number,
    yield: (L, results) => lua.lua_yieldk(L, results, 0, 0),
    isyieldable: (L) => lua.lua_isyieldable(L) !== 0,
  };
}

// luaconf.h: -LUAI_MAXSTACK - 1000
const LUA_REGISTRYINDEX = -1001000;
