// UDP objects in Lua.

import { DATAGRAM_METHOD_ROLES } from "../../net/roles.ts";
import { setPeerOperation, type UdpSocket } from "../../net/udp/udp-socket.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { run } from "../wait/waiting.ts";
import { commonMethods } from "./common-methods.ts";
import { datagramMethods, SELECTABLE, sendDatagram } from "./datagram-methods.ts";
import { inetMethods } from "./inet-methods.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { getoptionMethod, setoptionMethod } from "./options.ts";
import { checkHost, checkPort, pushFailure, pushOutcome } from "./results.ts";
import type { SocketKind } from "./socket-classes.ts";
import type { SocketMethod } from "./socket-method.ts";

export function udpKind(sockets: LuaSockets): SocketKind<UdpSocket> {
  const { api, waiting } = sockets;
  const { udpOptions } = sockets.context.dialect;

  const sendto: SocketMethod<UdpSocket> = (L, socket) => {
    api.checklstring(L, 2, api.sizeOut);
    const address = socket.addressOf(checkHost(api, L, 3), checkPort(api, L, 4));
    if (typeof address === "string") return pushFailure(api, L, address);
    const failure = socket.openToSendTo(address);
    return failure === undefined ? sendDatagram(sockets, L, socket, address) : pushFailure(api, L, failure);
  };

  const setpeername: SocketMethod<UdpSocket> = (L, socket) => {
    const host = checkHost(api, L, 2);
    const port = host === "*" ? 0 : checkPort(api, L, 3);
    const push = (thread: LuaState, operation: ReturnType<typeof setPeerOperation>): number => {
      sockets.applyClass(thread, 1, socket);
      return pushOutcome(api, thread, operation.take());
    };
    return run(waiting, L, setPeerOperation(socket, host, port), push, 1);
  };

  return {
    name: "udp",
    roles: ["unconnected", "connected"],
    methodRoles: DATAGRAM_METHOD_ROLES,
    groups: [SELECTABLE],
    methods: {
      ...commonMethods(api),
      ...datagramMethods<UdpSocket>(sockets, (L, socket) => {
        api.pushText(L, socket.senderHost);
        api.pushinteger(L, socket.senderPortNumber);
        return 2;
      }),
      ...inetMethods(sockets),
      sendto,
      setpeername,
      getoption: getoptionMethod(api, udpOptions),
      setoption: setoptionMethod(api, udpOptions),
    },
  };
}
