import type { LuaApi } from "./lua-api.ts";

/** The part of the C API that differs between the versions of Lua. */
export type VersionApi = Pick<
  LuaApi,
  | "registryIndex"
  | "upvalueindex"
  | "insert"
  | "remove"
  | "tonumber"
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
  | "callk"
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
>;
