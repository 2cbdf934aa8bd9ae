// The methods common to streams.

import type { Failure } from "../../net/error-text.ts";
import { limitsOf, NO_LIMITS, type ReceiveLimits } from "../../net/receive-limits.ts";
import type { Socket } from "../../net/socket.ts";
import { Accept, type Acceptor } from "../../net/stream/accept.ts";
import { type ShutdownMode, shutDown, shutdownMode } from "../../net/stream/shutdown.ts";
import { DEFAULT_BACKLOG, type Stream } from "../../net/stream/stream.ts";
import { invalidOption } from "../../text/argument-text.ts";
import { LUA_TNIL, LUA_TSTRING, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { argumentError, checkTable, checkText, optText } from "../../vm/c-api/stack.ts";
import { run } from "../wait/waiting.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { receiveMethod } from "./receive.ts";
import { pushDone, pushFailure, pushOutcome } from "./results.ts";
import { sendMethod } from "./send.ts";
import type { SocketMethod } from "./socket-method.ts";

export type StreamOnlyMethod =
  | "accept"
  | "getlimits"
  | "getstats"
  | "listen"
  | "receive"
  | "send"
  | "setlimits"
  | "setstats"
  | "shutdown";

export function streamMethods(
  sockets: LuaSockets,
): Readonly<Record<StreamOnlyMethod, SocketMethod<Stream & Acceptor<Socket>>>> {
  const { api, waiting } = sockets;
  return {
    receive: receiveMethod(sockets),
    send: sendMethod(sockets),

    accept: (L, socket) =>
      run(waiting, L, new Accept(socket), (thread, { client, failure }) =>
        client === undefined ? pushFailure(api, thread, failure as Failure) : sockets.push(thread, client),
      ),

    getstats(L, { stats }) {
      api.pushnumber(L, stats.received);
      api.pushnumber(L, stats.sent);
      api.pushnumber(L, stats.age);
      return 3;
    },

    setstats(L, { stats }) {
      stats.setCounter("received", api.optnumber(L, 2, stats.received));
      stats.setCounter("sent", api.optnumber(L, 3, stats.sent));
      if (api.isnumber(L, 4) !== 0) stats.age = api.tonumber(L, 4);
      return pushDone(api, L);
    },

    getlimits(L, { limits }) {
      api.createtable(L, 0, LIMITS.length);
      for (const name of LIMITS) {
        if (limits[name] === Number.POSITIVE_INFINITY) continue;
        api.pushinteger(L, limits[name]);
        api.setfield(L, -2, api.cstring(name));
      }
      return 1;
    },

    setlimits(L, socket) {
      checkTable(api, L, 2);
      const limits = limitsOf(limitsAt(api, L, 2), socket.limits);
      if (typeof limits === "string") return argumentError(api, L, 2, limits);
      socket.limits = limits;
      return pushDone(api, L);
    },

    listen(L, socket) {
      const failure = socket.listen(api.optnumber(L, 2, DEFAULT_BACKLOG));
      if (failure === undefined) sockets.applyClass(L, 1, socket);
      return pushOutcome(api, L, failure);
    },

    shutdown(L, socket) {
      const word = optText(api, L, 2, "both" satisfies ShutdownMode);
      const mode = shutdownMode(word);
      if (mode === undefined) return argumentError(api, L, 2, invalidOption(word));
      shutDown(socket.fd, mode);
      return pushDone(api, L);
    },
  };
}

const LIMITS = Object.keys(NO_LIMITS) as (keyof ReceiveLimits)[];

/** Reads the fields of a table, unchecked. false removes a limit, because Lua has no name for infinity. */
function limitsAt(api: LuaApi, L: LuaState, index: number): Record<string, unknown> {
  const limits: Record<string, unknown> = Object.create(null);
  api.pushnil(L);
  while (api.next(L, index) !== 0) {
    // Copy the key: converting it to text in place would disturb lua_next.
    api.pushvalue(L, -2);
    const name = api.type(L, -1) === LUA_TSTRING ? checkText(api, L, -1) : "?";
    api.pop(L, 1);
    const isFalse = api.type(L, -1) > LUA_TNIL && api.toboolean(L, -1) === 0;
    if (isFalse) limits[name] = Number.POSITIVE_INFINITY;
    else limits[name] = api.isnumber(L, -1) === 0 ? "no number" : api.tonumber(L, -1);
    api.pop(L, 1);
  }
  return limits;
}
