// The methods that datagram sockets have, whatever they run over.

import { DATAGRAM_SIZE } from "../../net/constants.js";
import type { DatagramSocket } from "../../net/datagram/datagram-socket.js";
import type { Sockaddr } from "../../os/sockaddr.js";
import { settle } from "../../wait/blocking.js";
import type { LuaState } from "../c-api.js";
import { pushFailure } from "../stack.js";
import type { LuaSockets } from "./lua-sockets.js";
import type { SocketMethod } from "./socket-classes.js";

/** Classes whose objects select can watch: LuaSocket marks those of datagrams only. */
export const SELECTABLE = "select{able}";

export type DatagramOnlyMethod = "receive" | "receivefrom" | "send";

/** @param pushSender  pushes who sent the last datagram, and gives how many values that are */
export function datagramMethods<S extends DatagramSocket>(
  sockets: LuaSockets,
  pushSender: (L: LuaState, socket: S) => number,
): Readonly<Record<DatagramOnlyMethod, SocketMethod<S>>> {
  const { api } = sockets;

  /** Receives a datagram and pushes it. Gives 1, or 2 for a failure. */
  const receive = (L: LuaState, { receiving }: S, isFrom: boolean): number => {
    const { failure } = settle(receiving.begin(api.optnumber(L, 2, DATAGRAM_SIZE), isFrom));
    if (failure !== undefined) return pushFailure(api, L, failure);
    api.pushlstring(L, receiving.offset, receiving.size);
    // Only now: running out of memory raises an error above, and the datagram is then still there.
    receiving.release();
    return 1;
  };

  return {
    receive: (L, socket) => receive(L, socket, false),
    receivefrom(L, socket) {
      const pushed = receive(L, socket, true);
      return pushed === 1 ? 1 + pushSender(L, socket) : pushed;
    },
    send: (L, socket) => sendDatagram(sockets, L, socket, undefined),
  };
}

/** Sends the string that is the first argument. Pushes how many bytes that were, or nil and why not. */
export function sendDatagram(
  { api, heap }: LuaSockets,
  L: LuaState,
  { sending }: DatagramSocket,
  peer: Sockaddr | undefined,
): number {
  const pointer = api.checklstring(L, 2, api.sizeOut);
  const { failure, sent } = settle(sending.begin(heap, pointer, api.size(), peer));
  if (failure !== undefined) return pushFailure(api, L, failure);
  api.pushnumber(L, sent);
  return 1;
}
