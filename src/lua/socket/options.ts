// setoption and getoption: an option's value between Lua's shapes and the core's.

import { LINGER_ON_EXPECTED, LINGER_TIMEOUT_EXPECTED, unsupportedOption } from "../../net/argument-text.js";
import { GETSOCKOPT_FAILED, SETSOCKOPT_FAILED } from "../../net/error-text.js";
import {
  getOption,
  type Linger,
  type OptionTable,
  type OptionValue,
  type SettableValue,
  type SocketOption,
  setOption,
} from "../../net/options/option.js";
import { LUA_TBOOLEAN, type LuaApi, type LuaState } from "../c-api.js";
import type { SocketMethod } from "./lua-sockets.js";
import { argumentError, checkBoolean, checkTable, checkText, pushDone, pushFailure } from "./stack.js";

export function setoptionMethod(api: LuaApi, table: OptionTable): SocketMethod {
  return (L, socket) => {
    const option = optionArgument(api, L, table, "canSet");
    const isSet = setOption(socket.fd, option, valueArgument(api, L, option));
    return isSet ? pushDone(api, L) : pushFailure(api, L, SETSOCKOPT_FAILED);
  };
}

export function getoptionMethod(api: LuaApi, table: OptionTable): SocketMethod {
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

function valueArgument(api: LuaApi, L: LuaState, { kind }: SocketOption): SettableValue {
  switch (kind) {
    case "boolean":
      return checkBoolean(api, L, 3);
    case "integer":
      // Whatever is no number counts as 0 (opt_setint).
      return api.tonumber(L, 3);
    case "linger":
      return lingerArgument(api, L);
    case "name":
      return Buffer.from(`${checkText(api, L, 3)}\0`, "latin1");
    default:
      throw new Error(`unreachable: no TCP object has options of the kind ${kind}`);
  }
}

function lingerArgument(api: LuaApi, L: LuaState): Linger {
  checkTable(api, L, 3);
  api.getfield(L, 3, api.cstring("on"));
  if (api.type(L, -1) !== LUA_TBOOLEAN) argumentError(api, L, 3, LINGER_ON_EXPECTED);
  api.getfield(L, 3, api.cstring("timeout"));
  if (api.isnumber(L, -1) === 0) argumentError(api, L, 3, LINGER_TIMEOUT_EXPECTED);
  return { on: api.toboolean(L, -2) !== 0, timeout: api.tonumber(L, -1) };
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
