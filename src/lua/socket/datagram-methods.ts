// The methods common to datagram sockets.

import { DATAGRAM_SIZE } from "../../net/constants.ts";
import type { DatagramSocket } from "../../net/datagram/datagram-socket.ts";
import type { Sockaddr } from "../../os/address/sockaddr.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { run } from "../wait/waiting.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { pushFailure } from "./results.ts";
import type { SocketMethod } from "./socket-method.ts";

/** Group of objects that select can watch; in LuaSocket only datagram classes belong to it. */
export const SELECTABLE = "select{able}";

export type DatagramOnlyMethod = "receive" | "receivefrom" | "send";

/** @param pushSender  pushes the sender of the last datagram, and returns the number of values */
export function datagramMethods<S extends DatagramSocket>(
  sockets: LuaSockets,
  pushSender: (L: LuaState, socket: S) => number,
): Readonly<Record<DatagramOnlyMethod, SocketMethod<S>>> {
  const { api, waiting } = sockets;

  /** Receives a datagram and pushes it, with its sender if `isFrom`; or pushes nil and the reason. */
  const receive = (L: LuaState, socket: S, isFrom: boolean): number => {
    const size = api.optnumber(L, 2, DATAGRAM_SIZE);
    return run(waiting, L, socket.receiving.begin(size, isFrom), (thread, receiving) => {
      if (receiving.failure !== undefined) return pushFailure(api, thread, receiving.failure);
      api.pushlstring(thread, receiving.offset, receiving.size);
      // Only now: if memory runs out, the push raises an error, and the datagram must not be lost.
      receiving.release();
      return isFrom ? 1 + pushSender(thread, socket) : 1;
    });
  };

  return {
    receive: (L, socket) => receive(L, socket, false),
    receivefrom: (L, socket) => receive(L, socket, true),
    send: (L, socket) => sendDatagram(sockets, L, socket, undefined),
  };
}

/** Sends the string in the first argument. Pushes the number of bytes, or nil and the reason. */
export function sendDatagram(
  { api, heap, waiting }: LuaSockets,
  L: LuaState,
  { sending }: DatagramSocket,
  peer: Sockaddr | undefined,
): number {
  const pointer = api.checklstring(L, 2, api.sizeOut);
  return run(waiting, L, sending.begin(heap, pointer, api.size(), peer), (thread, { failure, sent }) => {
    if (failure !== undefined) return pushFailure(api, thread, failure);
    api.pushnumber(thread, sent);
    return 1;
  });
}
