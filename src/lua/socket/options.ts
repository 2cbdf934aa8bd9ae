// setoption and getoption: conversion of option values between Lua and net/options.

import { GETSOCKOPT_FAILED } from "../../net/error-text.ts";
import { getOption, type OptionValue, setSocketOption } from "../../net/options/option.ts";
import { readOptionValue, type ValueFields, type ValueReader } from "../../net/options/option-value.ts";
import type { Socket } from "../../net/socket.ts";
import type { OptionTable, SocketOption } from "../../net/socket-option.ts";
import { unsupportedOption } from "../../text/argument-text.ts";
import { LUA_TBOOLEAN, LUA_TNIL, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { argumentError, checkBoolean, checkBytes, checkTable, checkText } from "../../vm/c-api/stack.ts";
import { pushFailure, pushOutcome } from "./results.ts";
import type { SocketMethod } from "./socket-method.ts";

export function setoptionMethod(api: LuaApi, table: OptionTable): SocketMethod<Socket> {
  return (L, socket) => {
    const option = optionArgument(api, L, table, "canSet");
    const value = readOptionValue(option, new ValueArgument(api, L));
    return pushOutcome(api, L, setSocketOption(socket, option, value));
  };
}

export function getoptionMethod(api: LuaApi, table: OptionTable): SocketMethod<Socket> {
  return (L, socket) => {
    const value = getOption(socket.fd, optionArgument(api, L, table, "canGet"));
    if (value === undefined) return pushFailure(api, L, GETSOCKOPT_FAILED);
    pushValue(api, L, value);
    return 1;
  };
}

function optionArgument(
  api: LuaApi,
  L: LuaState,
  table: OptionTable,
  ability: "canGet" | "canSet",
): SocketOption {
  const name = checkText(api, L, 2);
  const option = table.get(name);
  if (option === undefined || !option[ability]) {
    argumentError(api, L, 2, unsupportedOption(name));
    throw new Error("unreachable: argument errors do not return");
  }
  return option;
}

/** Reads a Lua value, argument 3 of setoption. */
class ValueArgument implements ValueReader {
  private readonly api: LuaApi;
  private readonly L: LuaState;

  constructor(api: LuaApi, L: LuaState) {
    this.api = api;
    this.L = L;
  }

  boolean(): boolean {
    return checkBoolean(this.api, this.L, 3);
  }

  /** Whatever is no number counts as 0 (opt_setint). */
  number(): number {
    return this.api.tonumber(this.L, 3);
  }

  text(): string {
    return checkText(this.api, this.L, 3);
  }

  bytes(): Uint8Array {
    return checkBytes(this.api, this.L, 3);
  }

  /** Leaves each field on the stack. */
  fields(): ValueFields {
    const { api, L } = this;
    checkTable(api, L, 3);
    const push = (name: string): void => void api.getfield(L, 3, api.cstring(name));
    return {
      boolean(name) {
        push(name);
        return api.type(L, -1) === LUA_TBOOLEAN ? api.toboolean(L, -1) !== 0 : undefined;
      },
      number(name, absent) {
        push(name);
        if (api.type(L, -1) === LUA_TNIL) return absent;
        return api.isnumber(L, -1) === 0 ? undefined : api.tonumber(L, -1);
      },
      text(name) {
        push(name);
        return api.isstring(L, -1) === 0 ? undefined : checkText(api, L, -1);
      },
    };
  }

  complain(complaint: string): never {
    argumentError(this.api, this.L, 3, complaint);
    throw new Error("unreachable: argument errors do not return");
  }
}

function pushValue(api: LuaApi, L: LuaState, value: OptionValue | null): void {
  if (value === null) api.pushnil(L);
  else if (typeof value === "boolean") api.pushboolean(L, value ? 1 : 0);
  else if (typeof value === "number") api.pushnumber(L, value);
  else if (typeof value === "string") api.pushText(L, value);
  else {
    api.createtable(L, 0, 2);
    api.pushboolean(L, value.on ? 1 : 0);
    api.setfield(L, -2, api.cstring("on"));
    api.pushinteger(L, value.timeout);
    api.setfield(L, -2, api.cstring("timeout"));
  }
}
