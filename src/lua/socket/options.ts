// setoption and getoption: an option's value between Lua's shapes and the core's.

import { GETSOCKOPT_FAILED } from "../../net/error-text.ts";
import {
  groupAddress,
  groupAddress6,
  interfaceAddress,
  packMembership,
  packMembership6,
} from "../../net/options/membership.ts";
import {
  getOption,
  type Linger,
  type OptionValue,
  type SettableValue,
  setSocketOption,
} from "../../net/options/option.ts";
import type { Socket } from "../../net/socket.ts";
import type { OptionTable, SocketOption } from "../../net/socket-option.ts";
import {
  INTERFACE_EXPECTED,
  INTERFACE_INDEX_EXPECTED,
  INVALID_INTERFACE,
  INVALID_MULTIADDR,
  IP_EXPECTED,
  LINGER_ON_EXPECTED,
  LINGER_TIMEOUT_EXPECTED,
  MULTIADDR_EXPECTED,
  unsupportedOption,
} from "../../text/argument-text.ts";
import { LUA_TBOOLEAN, LUA_TNIL, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { argumentError, checkBoolean, checkBytes, checkTable, checkText } from "../../vm/c-api/stack.ts";
import { pushFailure, pushOutcome } from "./results.ts";
import type { SocketMethod } from "./socket-method.ts";

export function setoptionMethod(api: LuaApi, table: OptionTable): SocketMethod<Socket> {
  return (L, socket) => {
    const option = optionArgument(api, L, table, "canSet");
    return pushOutcome(api, L, setSocketOption(socket, option, valueArgument(api, L, option)));
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

function valueArgument(api: LuaApi, L: LuaState, { kind }: SocketOption): SettableValue {
  switch (kind) {
    case "boolean":
      return checkBoolean(api, L, 3);
    case "integer":
      // Whatever is no number counts as 0 (opt_setint).
      return api.tonumber(L, 3);
    case "name":
      return Buffer.concat([checkBytes(api, L, 3), NUL]);
    case "linger":
      return lingerArgument(api, L);
    case "interface":
      return interfaceAddress(checkText(api, L, 3)) ?? complain(api, L, IP_EXPECTED);
    case "membership":
      return membershipArgument(api, L);
    case "membership6":
      return membership6Argument(api, L);
    case "error":
      throw new Error("unreachable: the pending error is not set");
  }
}

const NUL = Buffer.alloc(1);

function lingerArgument(api: LuaApi, L: LuaState): Linger {
  checkTable(api, L, 3);
  api.getfield(L, 3, api.cstring("on"));
  if (api.type(L, -1) !== LUA_TBOOLEAN) complain(api, L, LINGER_ON_EXPECTED);
  api.getfield(L, 3, api.cstring("timeout"));
  if (api.isnumber(L, -1) === 0) complain(api, L, LINGER_TIMEOUT_EXPECTED);
  return { on: api.toboolean(L, -2) !== 0, timeout: api.tonumber(L, -1) };
}

function membershipArgument(api: LuaApi, L: LuaState): Uint8Array {
  checkTable(api, L, 3);
  const multiaddr = fieldText(api, L, "multiaddr") ?? complain(api, L, MULTIADDR_EXPECTED);
  const group = groupAddress(multiaddr) ?? complain(api, L, INVALID_MULTIADDR);
  const name = fieldText(api, L, "interface") ?? complain(api, L, INTERFACE_EXPECTED);
  return packMembership(group, interfaceAddress(name) ?? complain(api, L, INVALID_INTERFACE));
}

function membership6Argument(api: LuaApi, L: LuaState): Uint8Array {
  checkTable(api, L, 3);
  const multiaddr = fieldText(api, L, "multiaddr") ?? complain(api, L, MULTIADDR_EXPECTED);
  const group = groupAddress6(multiaddr) ?? complain(api, L, INVALID_MULTIADDR);
  api.getfield(L, 3, api.cstring("interface"));
  if (api.type(L, -1) === LUA_TNIL) return packMembership6(group, 0);
  if (api.isnumber(L, -1) === 0) complain(api, L, INTERFACE_INDEX_EXPECTED);
  return packMembership6(group, api.tonumber(L, -1));
}

/** A field of the table that is argument 3, a string or a number, or undefined. */
function fieldText(api: LuaApi, L: LuaState, name: string): string | undefined {
  api.getfield(L, 3, api.cstring(name));
  return api.isstring(L, -1) === 0 ? undefined : checkText(api, L, -1);
}

function complain(api: LuaApi, L: LuaState, complaint: string): never {
  argumentError(api, L, 3, complaint);
  throw new Error("unreachable: argument errors do not return");
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
