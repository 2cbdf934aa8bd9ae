// Assembles the C API of a running build.

import type { LuaBuild } from "../runtime/machine.ts";
import type { SharedExports } from "./exports.ts";
import { bytesLoader } from "./load-bytes.ts";
import { api51 } from "./lua-5.1.ts";
import { api54 } from "./lua-5.4.ts";
import type { LuaApi } from "./lua-api.ts";
import { textApi } from "./text.ts";
import { toLuaError } from "./to-lua-error.ts";

/** @throws Error if memory runs out */
export function bindLuaApi(build: LuaBuild): LuaApi {
  const lua = build.exports as unknown as SharedExports;
  const { malloc, realloc, free } = build.exports;
  const text = textApi(build, lua);
  const version = build.version === "5.4" ? api54(build, text.sizeOut) : api51(build, text.cstring);
  const api: LuaApi = {
    version: build.version,
    memory: build.memory,
    ...version,
    ...text,
    loadBytes: bytesLoader(build, version.loadbuffer),
    gettop: lua.lua_gettop,
    settop: lua.lua_settop,
    pop: (L, count) => lua.lua_settop(L, -count - 1),
    pushvalue: lua.lua_pushvalue,
    xmove: lua.lua_xmove,
    checkstack: lua.luaL_checkstack,
    type: lua.lua_type,
    typename: lua.lua_typename,
    isnumber: lua.lua_isnumber,
    isstring: lua.lua_isstring,
    toboolean: lua.lua_toboolean,
    tolstring: lua.lua_tolstring,
    touserdata: lua.lua_touserdata,
    tothread: lua.lua_tothread,
    topointer: lua.lua_topointer,
    rawequal: lua.lua_rawequal,
    pushnil: lua.lua_pushnil,
    pushboolean: lua.lua_pushboolean,
    pushnumber: lua.lua_pushnumber,
    pushlstring: lua.lua_pushlstring,
    pushstring: lua.lua_pushstring,
    pushlightuserdata: lua.lua_pushlightuserdata,
    pushcclosure: lua.lua_pushcclosure,
    pushthread: lua.lua_pushthread,
    concat: lua.lua_concat,
    createtable: lua.lua_createtable,
    getfield: lua.lua_getfield,
    setfield: lua.lua_setfield,
    gettable: lua.lua_gettable,
    settable: lua.lua_settable,
    rawset: lua.lua_rawset,
    next: lua.lua_next,
    getmetatable: lua.lua_getmetatable,
    setmetatable: lua.lua_setmetatable,
    newmetatable: lua.luaL_newmetatable,
    callmeta: lua.luaL_callmeta,
    ref: lua.luaL_ref,
    unref: lua.luaL_unref,
    error: lua.lua_error,
    argerror: lua.luaL_argerror,
    where: lua.luaL_where,
    raise: (L, message) => {
      lua.luaL_where(L, 1);
      text.pushText(L, message);
      lua.lua_concat(L, 2);
      return lua.lua_error(L);
    },
    checktype: lua.luaL_checktype,
    checknumber: lua.luaL_checknumber,
    optnumber: lua.luaL_optnumber,
    checklstring: lua.luaL_checklstring,
    newthread: lua.lua_newthread,
    malloc,
    realloc,
    free,
    registerFunction: (fn) => build.functions.add(toLuaError(fn, api)),
    registerContinuation: (fn) =>
      build.functions.addContinuation((L, status, context) =>
        toLuaError((state) => fn(state, status, context), api)(L),
      ),
  };
  return api;
}
