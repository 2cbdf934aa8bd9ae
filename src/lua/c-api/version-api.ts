import type { LuaApi } from "../c-api.js";

/** The part of the C API that each version of Lua provides in its own way. */
export type VersionApi = Pick<
  LuaApi,
  | "registryIndex"
  | "upvalueindex"
  | "insert"
  | "remove"
  | "tonumber"
  | "tointeger"
  | "tobigint"
  | "rawlen"
  | "pushinteger"
  | "newuserdata"
  | "rawgeti"
  | "rawseti"
  | "getglobal"
  | "setglobal"
  | "call"
  | "pcall"
  | "pcallk"
  | "loadbuffer"
  | "loadfile"
  | "typeerror"
  | "traceback"
  | "checkinteger"
  | "testudata"
  | "resume"
  | "resumeResults"
  | "yield"
  | "isyieldable"
  | "gc"
>;
