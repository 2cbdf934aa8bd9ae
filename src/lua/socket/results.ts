// Arguments and results that the functions of LuaSocket have in common, on Lua's stack.

import type { Failure } from "../../net/error-text.ts";
import type { Port } from "../../net/inet/resolve.ts";
import { LUA_TNUMBER, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { checkText } from "../../vm/c-api/stack.ts";

/** Who sends datagrams names the same host again and again. */
let lastHost = "";

/** The name of a host. Its bytes go to the resolver as they are. */
export function checkHost(api: LuaApi, L: LuaState, argument: number): string {
  const pointer = api.checklstring(L, argument, api.sizeOut);
  const size = api.size();
  const { bytes } = api.memory;
  let same = size === lastHost.length ? 0 : -1;
  // Characters beyond ASCII have more than one byte: such names are never the same.
  while (same >= 0 && same < size) {
    const code = lastHost.charCodeAt(same);
    same = code < 0x80 && code === bytes[pointer + same] ? same + 1 : -1;
  }
  if (same < 0) lastHost = api.memory.readBytes(pointer, size).toString();
  return lastHost;
}

/** A port: a number stays one, so that 8080.0 is a port on every version of Lua. */
export function checkPort(api: LuaApi, L: LuaState, argument: number): Port {
  return api.type(L, argument) === LUA_TNUMBER ? api.tonumber(L, argument) : checkText(api, L, argument);
}

/** Pushes 1, as LuaSocket says that something went well. */
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

/** Pushes 1, or nil and why not. */
export function pushOutcome(api: LuaApi, L: LuaState, failure: Failure | undefined): number {
  return failure === undefined ? pushDone(api, L) : pushFailure(api, L, failure);
}
