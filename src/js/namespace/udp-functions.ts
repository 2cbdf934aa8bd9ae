// The namespace functions that make UDP objects.

import type { Failure } from "../../net/error-text.ts";
import { INET, INET6 } from "../../net/inet/family.ts";
import { type UdpSocket, udpSocket, udpSocketOfAnyFamily } from "../../net/udp/udp-socket.ts";
import type { WaitMode } from "../../wait/mode.ts";
import type { Result } from "../results.ts";
import { UdpObject } from "../sockets/udp-object.ts";
import type { NamespaceContext } from "./context.ts";

export interface UdpFunctions<Unconnected, AnyUnconnected = Result<Unconnected>> {
  /**
   * Makes an unconnected UDP object without a descriptor: the first setsockname, setpeername or sendto opens
   * one of the address's family. Options can only be set from then on; `udp4` and `udp6` open a descriptor at
   * once. In the dialect "defold" the object is IPv4 and also opens its descriptor at once.
   *
   * @returns `[unconnected]`, or `[undefined, reason]`
   * @see LuaSocket reference, socket.udp
   */
  udp(): AnyUnconnected;

  /** Makes an IPv4 UDP object. @returns `[unconnected]`, or `[undefined, reason]` */
  udp4(): Result<Unconnected>;

  /** Makes an IPv6 UDP object that does not use IPv4. @returns `[unconnected]`, or `[undefined, reason]` */
  udp6(): Result<Unconnected>;
}

export function udpFunctions<D extends string | Buffer, W extends WaitMode>({
  socketContext,
  encoding,
  driver,
}: NamespaceContext<W>): UdpFunctions<UdpObject<D, W>> {
  const wrap = (socket: UdpSocket | Failure): Result<UdpObject<D, W>> =>
    typeof socket === "string" ? [undefined, socket] : [new UdpObject<D, W>(socket, encoding, driver)];
  return {
    udp: () => wrap(udpSocketOfAnyFamily(socketContext)),
    udp4: () => wrap(udpSocket(socketContext, INET)),
    udp6: () => wrap(udpSocket(socketContext, INET6)),
  };
}
