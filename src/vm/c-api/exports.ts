// Types of the C API as the two builds export it: the common part, and the parts that differ.

import type { LuaApi, LuaState } from "./lua-api.ts";

type Same = Pick<
  LuaApi,
  | "gettop"
  | "settop"
  | "pushvalue"
  | "xmove"
  | "type"
  | "typename"
  | "isnumber"
  | "isstring"
  | "toboolean"
  | "tolstring"
  | "touserdata"
  | "tothread"
  | "topointer"
  | "rawequal"
  | "pushnil"
  | "pushboolean"
  | "pushnumber"
  | "pushlstring"
  | "pushstring"
  | "pushlightuserdata"
  | "pushcclosure"
  | "pushthread"
  | "concat"
  | "createtable"
  | "getfield"
  | "setfield"
  | "gettable"
  | "settable"
  | "rawset"
  | "next"
  | "getmetatable"
  | "setmetatable"
  | "error"
  | "newthread"
>;

type SameAuxiliary = Pick<
  LuaApi,
  | "checkstack"
  | "newmetatable"
  | "callmeta"
  | "ref"
  | "unref"
  | "argerror"
  | "where"
  | "checktype"
  | "checknumber"
  | "optnumber"
  | "checklstring"
>;

/** Functions that both builds export with the same signature, under C's names. */
export type SharedExports = { readonly [Name in keyof Same as `lua_${Name}`]: Same[Name] } & {
  readonly [Name in keyof SameAuxiliary as `luaL_${Name}`]: SameAuxiliary[Name];
} & {
  readonly lua_tocfunction: (L: LuaState, index: number) => number;
  readonly luaL_newstate: () => LuaState;
  readonly luaL_openlibs: (L: LuaState) => void;
  readonly lua_close: (L: LuaState) => void;
};

/** Functions that only Lua 5.4 has, or with another signature: its integers have 64 bits and arrive as bigint. */
export interface Exports54 extends SharedExports {
  readonly lua_rotate: (L: LuaState, index: number, by: number) => void;
  readonly lua_tonumberx: (L: LuaState, index: number, isNumberOut: number) => number;
  readonly lua_tointegerx: (L: LuaState, index: number, isIntegerOut: number) => bigint;
  readonly lua_isinteger: (L: LuaState, index: number) => number;
  readonly lua_rawlen: (L: LuaState, index: number) => bigint;
  readonly lua_pushinteger: (L: LuaState, value: bigint) => void;
  readonly lua_newuserdatauv: (L: LuaState, sizeBytes: number, userValues: number) => number;
  readonly lua_rawgeti: (L: LuaState, index: number, key: bigint) => void;
  readonly lua_rawseti: (L: LuaState, index: number, key: bigint) => void;
  readonly lua_getglobal: (L: LuaState, name: number) => void;
  readonly lua_setglobal: (L: LuaState, name: number) => void;
  readonly lua_callk: (L: LuaState, args: number, results: number, context: number, k: number) => void;
  readonly lua_pcallk: (
    L: LuaState,
    args: number,
    results: number,
    handler: number,
    context: number,
    k: number,
  ) => number;
  readonly luaL_loadbufferx: (L: LuaState, bytes: number, size: number, name: number, mode: number) => number;
  readonly luaL_loadfilex: (L: LuaState, path: number, mode: number) => number;
  readonly luaL_traceback: (L: LuaState, of: LuaState, message: number, level: number) => void;
  readonly luaL_typeerror: (L: LuaState, argument: number, typeName: number) => number;
  readonly luaL_checkinteger: (L: LuaState, argument: number) => bigint;
  readonly luaL_testudata: (L: LuaState, index: number, typeName: number) => number;
  readonly lua_resume: (L: LuaState, from: LuaState, args: number, resultsOut: number) => number;
  readonly lua_yieldk: (L: LuaState, results: number, context: number, k: number) => number;
  readonly lua_isyieldable: (L: LuaState) => number;
}

/** Functions that only Lua 5.1 has, or with another signature. */
export interface Exports51 extends SharedExports {
  readonly lua_insert: (L: LuaState, index: number) => void;
  readonly lua_remove: (L: LuaState, index: number) => void;
  readonly lua_tonumber: (L: LuaState, index: number) => number;
  readonly lua_objlen: (L: LuaState, index: number) => number;
  readonly lua_pushinteger: (L: LuaState, value: number) => void;
  readonly lua_newuserdata: (L: LuaState, sizeBytes: number) => number;
  readonly lua_rawgeti: (L: LuaState, index: number, key: number) => void;
  readonly lua_rawseti: (L: LuaState, index: number, key: number) => void;
  readonly lua_call: (L: LuaState, args: number, results: number) => void;
  readonly lua_pcall: (L: LuaState, args: number, results: number, handler: number) => number;
  readonly luaL_loadbuffer: (L: LuaState, bytes: number, size: number, name: number) => number;
  readonly luaL_loadfile: (L: LuaState, path: number) => number;
  readonly luaL_typerror: (L: LuaState, argument: number, typeName: number) => number;
  readonly luaL_checkinteger: (L: LuaState, argument: number) => number;
  readonly lua_resume: (L: LuaState, args: number) => number;
  readonly lua_yield: (L: LuaState, results: number) => number;
  readonly lua_getfenv: (L: LuaState, index: number) => void;
  readonly lua_setfenv: (L: LuaState, index: number) => number;
}
