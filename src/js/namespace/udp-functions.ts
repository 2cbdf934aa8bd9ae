// The functions of a namespace that make UDP objects.

import type { Failure } from "../../net/error-text.ts";
import { INET, INET6 } from "../../net/inet/family.ts";
import { type UdpSocket, udpSocket, udpSocketOfAnyFamily } from "../../net/udp/udp-socket.ts";
import type { WaitMode } from "../../wait/mode.ts";
import type { Result } from "../results.ts";
import { UdpObject } from "../sockets/udp-object.ts";
import type { NamespaceContext } from "./context.ts";

export interface UdpFunctions<Unconnected, AnyUnconnected = Result<Unconnected>> {
  /**
   * Makes an unconnected UDP object without a descriptor: the first setsockname, setpeername or sendto
   * makes one, of the address's family. Options can only be set from then on; `udp4` and `udp6` have a
   * descriptor at once. In the dialect "defold" the object is of IPv4 and has its descriptor at once, too.
   *
   * @returns `[unconnected]`, or `[undefined, reason]`
   * @see LuaSocket reference, socket.udp
   */
  udp(): AnyUnconnected;

  /** Makes an IPv4 UDP object. @returns `[unconnected]`, or `[undefined, reason]` */
  udp4(): Result<Unconnected>;

  /** Makes an IPv6 UDP object, which leaves IPv4 to others. @returns `[unconnected]`, or `[undefined, reason]` */
  udp6(): Result<Unconnected>;
}

export function udpFunctions<D extends string | Buffer, W extends WaitMode>({
  socketContext,
  encoding,
  driver,
}: NamespaceContext<W>): UdpFunctions<UdpObject<D, W>> {
  const made = (socket: UdpSocket | Failure): Result<UdpObject<D, W>> =>
    typeof socket === "string" ? [undefined, socket] : [new UdpObject<D, W>(socket, encoding, driver)];
  return {
    udp: () => made(udpSocketOfAnyFamily(socketContext)),
    udp4: () => made(udpSocket(socketContext, INET)),
    udp6: () => made(udpSocket(socketContext, INET6)),
  };
}
