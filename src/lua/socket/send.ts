// send: passes Lua strings to the kernel straight from the VM's memory.

import { DONE } from "../../net/operation.ts";
import { byteRange } from "../../net/stream/send.ts";
import type { Stream } from "../../net/stream/stream.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import type { SocketMethod } from "./socket-method.ts";

/**
 * send(data [, i [, j]]): three values, `last, nil, nil` or `nil, err, last`.
 *
 * As receive, and for the same reasons, this function has the steps of `run` (wait/waiting.ts) itself.
 */
export function sendMethod({ api, heap, waiting }: LuaSockets): SocketMethod<Stream> {
  const push = (L: LuaState, { sending: { failure, reached } }: Stream): number => {
    if (failure === undefined) {
      const top = api.gettop(L);
      api.pushnumber(L, reached);
      api.settop(L, top + 3); // two nils
    } else {
      api.pushnil(L);
      api.pushstring(L, api.cstring(failure));
      api.pushnumber(L, reached);
    }
    return 3;
  };
  return (L, socket) => {
    const top = api.gettop(L);
    const pointer = api.checklstring(L, 2, api.sizeOut);
    const size = api.size();
    const i = top < 3 ? 1 : api.optnumber(L, 3, 1);
    const j = top < 4 ? -1 : api.optnumber(L, 4, -1);
    const { first, last } = byteRange(size, i, j);
    const start = pointer + first - 1;
    const operation = socket.sending.begin(heap, start, last - first + 1, first - 1);
    const need = operation.attempt();
    if (need === DONE) return push(L, socket);
    return waiting.wait(L, operation, need, 0, (thread) => push(thread, socket));
  };
}
