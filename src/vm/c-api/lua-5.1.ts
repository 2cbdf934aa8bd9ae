// The part of the C API that is specific to Lua 5.1.

import type { LuaBuild } from "../runtime/machine.ts";
import type { Exports51 } from "./exports.ts";
import { LUA_TFUNCTION, LUA_TTABLE, type LuaApi } from "./lua-api.ts";
import type { VersionApi } from "./version-api.ts";

export function api51(build: LuaBuild, cstring: LuaApi["cstring"]): VersionApi {
  const lua = build.exports as unknown as Exports51;
  const { memory } = build;
  return {
    registryIndex: LUA_REGISTRYINDEX,
    upvalueindex: (upvalue) => LUA_GLOBALSINDEX - upvalue,
    insert: lua.lua_insert,
    remove: lua.lua_remove,
    tonumber: lua.lua_tonumber,
    tobigint: () => undefined,
    rawlen: lua.lua_objlen,
    pushinteger: (L, value) => lua.lua_pushinteger(L, Number(value)),
    newuserdata: lua.lua_newuserdata,
    rawgeti: lua.lua_rawgeti,
    rawseti: lua.lua_rawseti,
    getglobal: (L, name) => lua.lua_getfield(L, LUA_GLOBALSINDEX, name),
    setglobal: (L, name) => lua.lua_setfield(L, LUA_GLOBALSINDEX, name),
    call: lua.lua_call,
    pcall: lua.lua_pcall,
    pcallk: undefined,
    callk: undefined,
    loadbuffer: lua.luaL_loadbuffer,
    loadfile: lua.luaL_loadfile,
    traceback: (L, message, level) => {
      // As in lua.c of 5.1: through the debug library, which a script may have removed.
      lua.lua_pushvalue(L, message);
      lua.lua_getfield(L, LUA_GLOBALSINDEX, cstring("debug"));
      if (lua.lua_type(L, -1) === LUA_TTABLE) {
        lua.lua_getfield(L, -1, cstring("traceback"));
        if (lua.lua_type(L, -1) === LUA_TFUNCTION) {
          lua.lua_pushvalue(L, -3);
          // debug.traceback counts itself as a level.
          lua.lua_pushinteger(L, level + 1);
          lua.lua_call(L, 2, 1);
          lua.lua_insert(L, -3);
        }
        lua.lua_settop(L, -2);
      }
      lua.lua_settop(L, -2);
    },
    typeerror: lua.luaL_typerror,
    checkinteger: lua.luaL_checkinteger,
    testudata: (L, index, typeName) => {
      const userdata = lua.lua_touserdata(L, index);
      if (userdata === 0 || lua.lua_getmetatable(L, index) === 0) {
        return 0;
      }
      lua.lua_getfield(L, LUA_REGISTRYINDEX, typeName);
      const isOfType = lua.lua_rawequal(L, -1, -2) !== 0;
      lua.lua_settop(L, -3);
      return isOfType ? userdata : 0;
    },
    resume: (thread, _from, args) => lua.lua_resume(thread, args),
    resumeResults: lua.lua_gettop,
    yield: lua.lua_yield,
    // lua_yield fails if nCcalls is above baseCcalls, but 5.1 has no function that tells beforehand.
    isyieldable: (L) =>
      (memory.u16[(L + NCCALLS_OFFSET) >> 1] as number) <=
      (memory.u16[(L + BASECCALLS_OFFSET) >> 1] as number),
  };
}

// lua.h
const LUA_REGISTRYINDEX = -10000;
const LUA_GLOBALSINDEX = -10002;
// struct lua_State in lstate.h, with 32-bit pointers
const NCCALLS_OFFSET = 52;
const BASECCALLS_OFFSET = 54;
