// The module "socket.unix": unix-domain sockets.

import type { Failure } from "../../net/error-text.ts";
import { UNIX_DATAGRAM_OPTIONS, UNIX_STREAM_OPTIONS } from "../../net/options/unix-options.ts";
import { DATAGRAM_METHOD_ROLES, UNIX_METHOD_ROLES } from "../../net/roles.ts";
import type { Socket } from "../../net/socket.ts";
import { bindUnix, unixName } from "../../net/unix/unix-address.ts";
import { type UnixDatagram, unixDatagram } from "../../net/unix/unix-datagram.ts";
import { connectPathOperation, type UnixStream, unixStream } from "../../net/unix/unix-stream.ts";
import type { CFunction, LuaState } from "../../vm/c-api/lua-api.ts";
import { checkBytes } from "../../vm/c-api/stack.ts";
import { run } from "../wait/waiting.ts";
import { commonMethods } from "./common-methods.ts";
import { datagramMethods, SELECTABLE, sendDatagram } from "./datagram-methods.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { setoptionMethod } from "./options.ts";
import { pushFailure, pushOutcome } from "./results.ts";
import { registerKind, type SocketKind } from "./socket-classes.ts";
import type { SocketMethod } from "./socket-method.ts";
import { streamMethods } from "./stream-methods.ts";

/** Opens the module: pushes its table, which creates a stream when it is called. */
export function openSocketUnix(sockets: LuaSockets): CFunction {
  const { api } = sockets;
  const pushMade = (L: LuaState, made: Socket | Failure): number =>
    typeof made === "string" ? pushFailure(api, L, made) : sockets.push(L, made);
  const stream: CFunction = (L) => pushMade(L, unixStream(sockets.context));
  const dgram: CFunction = (L) => pushMade(L, unixDatagram(sockets.context));
  return (L) => {
    registerKind(sockets, L, streamKind(sockets));
    registerKind(sockets, L, datagramKind(sockets));
    api.createtable(L, 0, 5);
    const functions = { stream, dgram, tcp: stream, udp: dgram, __call: stream };
    const made = sockets.tracing?.functions("socket.unix.", functions, () => true) ?? functions;
    for (const [name, make] of Object.entries(made)) {
      api.pushcclosure(L, api.registerFunction(make), 0);
      api.setfield(L, -2, api.cstring(name));
    }
    // The table is its own metatable.
    api.pushvalue(L, -1);
    api.setmetatable(L, -2);
    return 1;
  };
}

/** bind and getsockname, common to both kinds. */
function pathMethods({ api }: LuaSockets): {
  readonly bind: SocketMethod<Socket>;
  readonly getsockname: SocketMethod<Socket>;
} {
  return {
    bind: (L, socket) => pushOutcome(api, L, bindUnix(socket, checkBytes(api, L, 2))),
    getsockname(L, socket) {
      const path = unixName(socket);
      if (typeof path === "string") return pushFailure(api, L, path);
      api.pushBytes(L, path);
      return 1;
    },
  };
}

function streamKind(sockets: LuaSockets): SocketKind<UnixStream> {
  const { api } = sockets;
  const { gettimeout: _absent, ...common } = commonMethods(api);
  const path = pathMethods(sockets);
  const connect: SocketMethod<UnixStream> = (L, socket) => {
    const push = (thread: LuaState, operation: ReturnType<typeof connectPathOperation>): number => {
      sockets.applyClass(thread, 1, socket);
      return pushOutcome(api, thread, operation.take());
    };
    return run(sockets.waiting, L, connectPathOperation(socket, checkBytes(api, L, 2)), push, 1);
  };
  return {
    name: "unixstream",
    roles: ["master", "client", "server"],
    methodRoles: UNIX_METHOD_ROLES,
    groups: [],
    methods: {
      ...common,
      ...streamMethods(sockets),
      ...path,
      setsockname: path.bind,
      connect,
      setpeername: connect,
      setoption: setoptionMethod(api, UNIX_STREAM_OPTIONS),
    },
  };
}

function datagramKind(sockets: LuaSockets): SocketKind<UnixDatagram> {
  const { api } = sockets;
  const path = pathMethods(sockets);
  const connect: SocketMethod<UnixDatagram> = (L, socket) => {
    const failure = socket.connect(checkBytes(api, L, 2));
    sockets.applyClass(L, 1, socket);
    return pushOutcome(api, L, failure);
  };
  return {
    name: "unixdgram",
    roles: ["unconnected", "connected"],
    methodRoles: DATAGRAM_METHOD_ROLES,
    groups: [SELECTABLE],
    methods: {
      ...commonMethods(api),
      ...datagramMethods<UnixDatagram>(sockets, (L, socket) => {
        api.pushBytes(L, socket.senderPath);
        return 1;
      }),
      ...path,
      setsockname: path.bind,
      connect,
      setpeername: connect,
      sendto(L, socket) {
        api.checklstring(L, 2, api.sizeOut);
        const address = socket.addressOf(checkBytes(api, L, 3));
        return typeof address === "string"
          ? pushFailure(api, L, address)
          : sendDatagram(sockets, L, socket, address);
      },
      setoption: setoptionMethod(api, UNIX_DATAGRAM_OPTIONS),
    },
  };
}
