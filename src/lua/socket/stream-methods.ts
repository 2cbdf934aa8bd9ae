// The methods that streams have, whatever they run over.

import { invalidOption } from "../../net/argument-text.js";
import type { Failure } from "../../net/error-text.js";
import type { Socket } from "../../net/socket.js";
import { Accept, type Acceptor } from "../../net/stream/accept.js";
import { type ShutdownMode, shutDown, shutdownMode } from "../../net/stream/shutdown.js";
import { DEFAULT_BACKLOG, type Stream } from "../../net/stream/stream.js";
import { argumentError, optText, pushDone, pushFailure, pushOutcome } from "../stack.js";
import { run } from "../waiting/run.js";
import type { LuaSockets } from "./lua-sockets.js";
import { receiveMethod } from "./receive.js";
import { sendMethod } from "./send.js";
import type { SocketMethod } from "./socket-classes.js";

export type StreamOnlyMethod =
  | "accept"
  | "getstats"
  | "listen"
  | "receive"
  | "send"
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
      // LuaSocket lets a count below 0 wrap around.
      const counter = (argument: number, now: number) =>
        Math.max(Math.trunc(api.optnumber(L, argument, now)), 0);
      stats.received = counter(2, stats.received);
      stats.sent = counter(3, stats.sent);
      if (api.isnumber(L, 4) !== 0) stats.age = api.tonumber(L, 4);
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
