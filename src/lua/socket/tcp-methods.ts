// The methods of TCP objects.

import { INVALID_TIMEOUT_MODE, invalidOption } from "../../net/argument-text.js";
import type { Failure } from "../../net/error-text.js";
import { familyVersion } from "../../net/inet/family.js";
import type { Name } from "../../net/inet/inet.js";
import { Accept } from "../../net/stream/accept.js";
import { type ShutdownMode, shutDown, shutdownMode } from "../../net/stream/shutdown.js";
import { DEFAULT_BACKLOG } from "../../net/stream/stream.js";
import type { StreamMethod } from "../../net/stream/stream-class.js";
import { connecting } from "../../net/tcp/connect.js";
import { type TimeoutMode, timeoutMode } from "../../net/timeout.js";
import { settle } from "../../wait/blocking.js";
import type { LuaState } from "../c-api.js";
import type { LuaSockets, SocketMethod } from "./lua-sockets.js";
import { getoptionMethod, setoptionMethod } from "./options.js";
import { receiveMethod } from "./receive.js";
import { sendMethod } from "./send.js";
import { argumentError, checkHost, checkPort, optText, pushDone, pushFailure, pushOutcome } from "./stack.js";

export function tcpMethods(sockets: LuaSockets): Readonly<Record<StreamMethod, SocketMethod>> {
  const { api } = sockets;
  const { tcpOptions } = sockets.environment.dialect;

  const bind: SocketMethod = (L, socket) =>
    pushOutcome(api, L, socket.inet.bind(checkHost(api, L, 2), checkPort(api, L, 3)));

  const connect: SocketMethod = (L, socket) => {
    const host = checkHost(api, L, 2);
    const port = checkPort(api, L, 3);
    const failure = settle(connecting(socket, host, port)).take();
    sockets.applyClass(L, 1, socket.className);
    return pushOutcome(api, L, failure);
  };

  const pushName = (L: LuaState, name: Name | Failure): number => {
    if (typeof name === "string") return pushFailure(api, L, name);
    api.pushText(L, name.host);
    api.pushinteger(L, name.port);
    api.pushText(L, name.family);
    return 3;
  };

  return {
    bind,
    setsockname: bind,
    connect,
    setpeername: connect,
    receive: receiveMethod(api),
    send: sendMethod(sockets),
    getoption: getoptionMethod(api, tcpOptions),
    setoption: setoptionMethod(api, tcpOptions),

    accept(L, socket) {
      const { client, failure } = settle(new Accept(socket));
      return client === undefined ? pushFailure(api, L, failure as Failure) : sockets.push(L, client);
    },

    close(L, socket) {
      socket.close();
      return pushDone(api, L);
    },

    dirty(L, socket) {
      api.pushboolean(L, socket.isDirty ? 1 : 0);
      return 1;
    },

    getfamily(L, socket) {
      api.pushText(L, familyVersion(socket.inet.family));
      return 1;
    },

    getfd(L, socket) {
      api.pushnumber(L, socket.fd);
      return 1;
    },

    setfd(L, socket) {
      socket.descriptor.fd = api.checknumber(L, 2) | 0;
      return 0;
    },

    getpeername: (L, socket) => pushName(L, socket.inet.peerName()),
    getsockname: (L, socket) => pushName(L, socket.inet.localName()),

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

    gettimeout(L, { timeout }) {
      api.pushnumber(L, timeout.block);
      api.pushnumber(L, timeout.total);
      return 2;
    },

    settimeout(L, { timeout }) {
      const seconds = api.optnumber(L, 2, -1);
      const mode = timeoutMode(optText(api, L, 3, "block"));
      if (mode === undefined) return argumentError(api, L, 3, INVALID_TIMEOUT_MODE);
      timeout.set(seconds, mode satisfies TimeoutMode);
      return pushDone(api, L);
    },

    listen(L, socket) {
      const failure = socket.listen(api.optnumber(L, 2, DEFAULT_BACKLOG));
      if (failure === undefined) sockets.applyClass(L, 1, socket.className);
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
