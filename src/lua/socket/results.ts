// Common arguments and results of LuaSocket's functions, on Lua's stack.

import type { Failure } from "../../net/error-text.ts";
import type { Port } from "../../net/inet/permitted-addresses.ts";
import { LUA_TNUMBER, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { checkText } from "../../vm/c-api/stack.ts";

/** The last host name: programs that send datagrams pass the same one repeatedly. */
let lastHost = "";

/** Reads a host name. Its bytes are passed to the resolver unchanged. */
export function checkHost(api: LuaApi, L: LuaState, argument: number): string {
  const pointer = api.checklstring(L, argument, api.sizeOut);
  const size = api.size();
  const { bytes } = api.memory;
  let same = size === lastHost.length ? 0 : -1;
  // Characters beyond ASCII have more than one byte: such names never match.
  while (same >= 0 && same < size) {
    const code = lastHost.charCodeAt(same);
    same = code < 0x80 && code === bytes[pointer + same] ? same + 1 : -1;
  }
  if (same < 0) lastHost = api.memory.readBytes(pointer, size).toString();
  return lastHost;
}

/** Reads a port: a number is not converted to text, so that 8080.0 is a port in every version of Lua. */
export function checkPort(api: LuaApi, L: LuaState, argument: number): Port {
  return api.type(L, argument) === LUA_TNUMBER ? api.tonumber(L, argument) : checkText(api, L, argument);
}

/** Pushes 1, LuaSocket's result for success. */
export function pushDone(api: LuaApi, L: LuaState): number {
  api.pushnumber(L, 1);
  return 1;
}

/** Pushes nil and the reason. */
export function pushFailure(api: LuaApi, L: LuaState, failure: Failure): number {
  api.pushnil(L);
  api.pushText(L, failure);
  return 2;
}

/** Pushes 1, or nil and the reason. */
export function pushOutcome(api: LuaApi, L: LuaState, failure: Failure | undefined): number {
  return failure === undefined ? pushDone(api, L) : pushFailure(api, L, failure);
}
