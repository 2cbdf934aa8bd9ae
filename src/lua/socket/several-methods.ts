// receive with several patterns and send with several strings, as in the first LuaSocket 2.0.

import { exactPatternOfText, LINE, type Pattern, patternOfCount } from "../../net/stream/patterns.ts";
import { ReceiveSeveral } from "../../net/stream/receive-several.ts";
import type { Stream } from "../../net/stream/stream.ts";
import { INVALID_PATTERN } from "../../text/argument-text.ts";
import { LUA_TNIL, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { argumentError, checkText } from "../../vm/c-api/stack.ts";
import { run } from "../wait/waiting.ts";
import { commonMethods } from "./common-methods.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { lineOfStream } from "./receive.ts";
import type { SocketMethod } from "./socket-method.ts";

export function severalMethods(
  sockets: LuaSockets,
): Readonly<Record<"receive" | "send" | "timeout", SocketMethod<Stream>>> {
  const { api, heap, waiting } = sockets;
  return {
    /** receive([p1, p2, ...]): returns a value for each pattern, and the error. */
    receive(L, socket) {
      const top = api.gettop(L);
      const patterns: Pattern[] = top < 2 ? [LINE] : [];
      for (let argument = 2; argument <= top; argument++) patterns.push(patternAt(api, L, argument));
      const operation = new ReceiveSeveral(socket.receiving, patterns);
      return run(waiting, L, operation, (thread, { found, failure }) => {
        api.checkstack(thread, patterns.length + 1, 0);
        for (const { offset, size, isLine } of found) {
          const start = socket.input.start + offset;
          api.pushlstring(thread, start, isLine ? lineOfStream(socket, start, size) : size);
        }
        // Only now: if memory runs out, a push raises an error, and the bytes must not be lost.
        socket.receiving.consume();
        for (let missing = found.length; missing < patterns.length; missing++) api.pushnil(thread);
        pushReason(api, thread, failure);
        return patterns.length + 1;
      });
    },

    /** send(s1, s2, ...): returns the total number of bytes sent, and the error. */
    send(L, socket) {
      let count = 0;
      while (api.type(L, count + 2) > LUA_TNIL) {
        api.checklstring(L, count + 2, 0);
        count += 1;
      }
      api.settop(L, count + 1);
      // A stream has no boundaries between strings, so send them as one.
      api.concat(L, count);
      const pointer = api.checklstring(L, -1, api.sizeOut);
      const operation = socket.sending.begin(heap, pointer, api.size(), 0);
      return run(waiting, L, operation, (thread, { failure, sent }) => {
        api.pushnumber(thread, sent);
        pushReason(api, thread, failure);
        return 2;
      });
    },

    /** The old name of settimeout. */
    timeout: commonMethods(api).settimeout,
  };
}

function pushReason(api: LuaApi, L: LuaState, failure: string | undefined): void {
  if (failure === undefined) api.pushnil(L);
  else api.pushText(L, failure);
}

function patternAt(api: LuaApi, L: LuaState, argument: number): Pattern {
  if (api.type(L, argument) <= LUA_TNIL) return LINE;
  const pattern =
    api.isnumber(L, argument) === 0
      ? exactPatternOfText(checkText(api, L, argument))
      : patternOfCount(api.tonumber(L, argument));
  return pattern ?? argumentError(api, L, argument, INVALID_PATTERN);
}
