// receive: Lua strings of the bytes that the kernel has written into the VM's memory.

import { DONE } from "../../net/operation.ts";
import { CR } from "../../net/stream/line.ts";
import { LINE, type Pattern, patternOfCount, patternOfText } from "../../net/stream/patterns.ts";
import type { Stream } from "../../net/stream/stream.ts";
import { INVALID_PATTERN } from "../../text/argument-text.ts";
import { LUA_TNIL, LUA_TSTRING, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { argumentError } from "../../vm/c-api/stack.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import type { SocketMethod } from "./socket-method.ts";

/**
 * receive([pattern [, prefix]]): three values, `data, nil, nil` or `nil, err, partial`.
 *
 * Each call of the API costs about as much as finding a line does, so the usual arguments take few. For the same reason
 * this function has the steps of `run` (wait/waiting.ts) itself: `run` calls `attempt` of operations of all classes, this
 * one of a single class, which V8 can inline; and it makes a closure only if it has to wait.
 */
export function receiveMethod({ api, waiting }: LuaSockets): SocketMethod<Stream> {
  const push = (L: LuaState, socket: Stream, prefixSize: number, top: number): number => {
    const { failure } = socket.receiving;
    if (failure === undefined) {
      pushReceived(api, L, socket, prefixSize);
      api.settop(L, top + 3); // two nils
    } else {
      api.pushnil(L);
      api.pushstring(L, api.cstring(failure));
      pushReceived(api, L, socket, prefixSize);
    }
    return 3;
  };
  return (L, socket) => {
    const top = api.gettop(L);
    const prefixSize = top < 3 ? 0 : prefixArgument(api, L);
    const pattern = top < 2 ? LINE : patternArgument(api, L);
    const operation = socket.receiving.begin(pattern, prefixSize);
    const need = operation.attempt();
    if (need === DONE) return push(L, socket, prefixSize, top);
    const saved = prefixSize > 0 ? PREFIX : 0;
    return waiting.wait(L, operation, need, saved, (thread) =>
      push(thread, socket, prefixSize, api.gettop(thread)),
    );
  };
}

/** Index of the argument. */
const PREFIX = 3;

function prefixArgument(api: LuaApi, L: LuaState): number {
  if (api.type(L, PREFIX) <= LUA_TNIL) return 0;
  api.checklstring(L, PREFIX, api.sizeOut);
  return api.size();
}

function patternArgument(api: LuaApi, L: LuaState): Pattern {
  const type = api.type(L, 2);
  if (type <= LUA_TNIL) return LINE;
  if (type === LUA_TSTRING) {
    const pointer = api.tolstring(L, 2, 0);
    // Two bytes decide, without a JavaScript string of them.
    const named = patternOfText(api.memory.bytes[pointer] as number, api.memory.bytes[pointer + 1] as number);
    if (named !== undefined) return named;
  }
  if (api.isnumber(L, 2) === 0) {
    api.checklstring(L, 2, 0);
    return argumentError(api, L, 2, INVALID_PATTERN);
  }
  return patternOfCount(api.tonumber(L, 2)) ?? argumentError(api, L, 2, INVALID_PATTERN);
}

/** Pushes the prefix and the received bytes as one string, and takes these bytes off the socket's input. */
function pushReceived(api: LuaApi, L: LuaState, socket: Stream, prefixSize: number): void {
  const { receiving, input } = socket;
  const { start } = input;
  if (prefixSize > 0) api.pushvalue(L, PREFIX);
  const size = receiving.isLine ? lineOfStream(socket, start, receiving.size) : receiving.size;
  api.pushlstring(L, start, size);
  if (prefixSize > 0) api.concat(L, 2);
  // Only now: if Lua runs out of memory above, it raises an error and the bytes are still there.
  receiving.consume();
}

/** Removes the CRs of a line in place. Returns the number of bytes left. */
export function lineOfStream({ input }: Stream, start: number, size: number): number {
  const end = start + size;
  if (size === 0 || !input.hasCarriageReturn(end)) return size;
  const { bytes } = input.region;
  let to = start;
  for (let from = start; from < end; from++) {
    const byte = bytes[from] as number;
    if (byte !== CR) bytes[to++] = byte;
  }
  return to - start;
}
