// The methods of sockets with IP addresses: TCP and UDP.

import type { Failure } from "../../net/error-text.ts";
import { bindOperation } from "../../net/inet/bind.ts";
import { familyVersion } from "../../net/inet/family.ts";
import type { InetSocket, Name } from "../../net/inet/inet.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { run } from "../wait/waiting.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { checkHost, checkPort, pushFailure, pushOutcome } from "./results.ts";
import type { SocketMethod } from "./socket-method.ts";

export type InetMethod = "getfamily" | "getpeername" | "getsockname" | "setsockname";

export function inetMethods({
  api,
  context,
  waiting,
}: LuaSockets): Readonly<Record<InetMethod, SocketMethod<InetSocket>>> {
  const pushName = (L: LuaState, name: Name | Failure): number => {
    if (typeof name === "string") return pushFailure(api, L, name);
    api.pushText(L, name.host);
    api.pushinteger(L, name.port);
    if (!context.dialect.namesHaveFamily) return 2;
    api.pushText(L, name.family);
    return 3;
  };
  return {
    getfamily(L, { inet }) {
      api.pushText(L, familyVersion(inet.family));
      return 1;
    },
    getpeername: (L, { inet }) => pushName(L, inet.peerName()),
    getsockname: (L, { inet }) => pushName(L, inet.localName()),
    setsockname: (L, socket) =>
      run(
        waiting,
        L,
        bindOperation(socket, checkHost(api, L, 2), checkPort(api, L, 3)),
        (thread, operation) => pushOutcome(api, thread, operation.take()),
      ),
  };
}
