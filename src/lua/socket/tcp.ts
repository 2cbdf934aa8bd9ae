// TCP objects in Lua.

import { connectOperation } from "../../net/tcp/connect.ts";
import type { TcpSocket } from "../../net/tcp/tcp-socket.ts";
import { run } from "../wait/waiting.ts";
import { commonMethods } from "./common-methods.ts";
import { inetMethods } from "./inet-methods.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { getoptionMethod, setoptionMethod } from "./options.ts";
import { checkHost, checkPort, pushOutcome } from "./results.ts";
import { severalMethods } from "./several-methods.ts";
import type { SocketKind } from "./socket-classes.ts";
import type { SocketMethod } from "./socket-method.ts";
import { streamMethods } from "./stream-methods.ts";

export function tcpKind(sockets: LuaSockets): SocketKind<TcpSocket> {
  const { api, waiting } = sockets;
  const { tcpOptions, tcpMethodRoles, takesSeveral } = sockets.context.dialect;
  const inet = inetMethods(sockets);

  const connect: SocketMethod<TcpSocket> = (L, socket) => {
    const host = checkHost(api, L, 2);
    const port = checkPort(api, L, 3);
    const operation = connectOperation(socket, host, port);
    // The object becomes a client even if the connect fails.
    sockets.applyClass(L, 1, socket);
    return run(waiting, L, operation, (thread) => pushOutcome(api, thread, operation.take()));
  };

  return {
    name: "tcp",
    roles: ["master", "client", "server"],
    methodRoles: tcpMethodRoles,
    groups: [],
    methods: {
      ...commonMethods(api),
      ...streamMethods(sockets),
      ...(takesSeveral ? severalMethods(sockets) : {}),
      ...inet,
      bind: inet.setsockname,
      connect,
      setpeername: connect,
      getoption: getoptionMethod(api, tcpOptions),
      setoption: setoptionMethod(api, tcpOptions),
    },
  };
}
