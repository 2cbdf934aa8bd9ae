// newtry and protect: conversion of error results to exceptions, and back.

import type { Dialect } from "../../net/dialect.ts";
import { LUA_TTABLE, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";

/** Registry key of the metatable of exceptions. */
const EXCEPTION = "luasocket exception";

/** Creates the metatable that distinguishes try's exceptions from other errors. Scripts cannot access it. */
export function registerExceptions(api: LuaApi, L: LuaState): void {
  api.createtable(L, 0, 1);
  api.pushboolean(L, 0);
  api.setfield(L, -2, api.cstring("__metatable"));
  api.setfield(L, api.registryIndex, api.cstring(EXCEPTION));
}

/** newtry([finalizer]): returns a function that returns its arguments, or raises the second if the first is false. */
export function newtryFunction(
  api: LuaApi,
  { finalizerIsProtected, exceptionsAreTables }: Dialect,
): (L: LuaState) => number {
  const attempt = api.registerFunction((L) => {
    if (api.toboolean(L, 1) !== 0) return api.gettop(L);
    api.settop(L, 2);
    api.pushvalue(L, api.upvalueindex(1));
    // Unless it is protected, an error of the finalizer replaces the exception (except.c).
    if (finalizerIsProtected) api.pcall(L, 0, 0, 0);
    else api.call(L, 0, 0);
    api.settop(L, 2);
    api.createtable(L, 1, 0);
    api.pushvalue(L, 2);
    api.rawseti(L, -2, 1);
    if (!exceptionsAreTables) {
      api.getfield(L, api.registryIndex, api.cstring(EXCEPTION));
      api.setmetatable(L, -2);
    }
    return api.error(L);
  });
  const nothing = api.registerFunction(() => 0);
  return (L) => {
    api.settop(L, 1);
    // Other types fail only when they are called.
    if (api.type(L, 1) === 0) api.pushcclosure(L, nothing, 0);
    api.pushcclosure(L, attempt, 1);
    return 1;
  };
}

/** Returns a function that returns true for exceptions of try, for protect. */
export function isExceptionFunction(api: LuaApi, { exceptionsAreTables }: Dialect): (L: LuaState) => number {
  if (exceptionsAreTables) {
    return (L) => {
      api.pushboolean(L, api.type(L, 1) === LUA_TTABLE ? 1 : 0);
      return 1;
    };
  }
  return (L) => {
    api.settop(L, 1);
    let isException = 0;
    if (api.getmetatable(L, 1) !== 0) {
      api.getfield(L, api.registryIndex, api.cstring(EXCEPTION));
      isException = api.rawequal(L, -1, -2);
    }
    api.pushboolean(L, isException);
    return 1;
  };
}
