// socket.adopt: objects for descriptors that are already open in this process.

import { type AnySocket, adoptDescriptor } from "../../net/adopt.ts";
import { TcpSocket } from "../../net/tcp/tcp-socket.ts";
import { UdpSocket } from "../../net/udp/udp-socket.ts";
import { UnixStream } from "../../net/unix/unix-stream.ts";
import { isOwned } from "../../os/socket/descriptor.ts";
import { DESCRIPTOR_TAKEN } from "../../text/argument-text.ts";
import type { WaitMode } from "../../wait/mode.ts";
import { badArgument, descriptorArgument } from "../arguments.ts";
import type { Result } from "../results.ts";
import type { Tcp20Object } from "../sockets/tcp-2.0-object.ts";
import type { TcpClient, TcpObject, TcpServer } from "../sockets/tcp-object.ts";
import { type UdpConnected, UdpObject, type UdpUnconnected } from "../sockets/udp-object.ts";
import { UnixDatagramObject } from "../sockets/unix-datagram-object.ts";
import { UnixStreamObject } from "../sockets/unix-stream-object.ts";
import type { NamespaceContext } from "./context.ts";
import type { TcpWrapper } from "./tcp-functions.ts";

/** An object type restricted to one class. */
type OfClass<Object, Class extends string> = Object & { readonly class: Class };

type AdoptedOther<D extends string | Buffer, W extends WaitMode> =
  | OfClass<UdpConnected<D, W>, "udp{connected}">
  | OfClass<UdpUnconnected<D, W>, "udp{unconnected}">
  | UnixStreamObject<D, W>
  | UnixDatagramObject<D, W>;

/** The object that `socket.adopt` returns. Test its `class`: `if (object.class === "tcp{client}") …`. */
export type Adopted<D extends string | Buffer = string, W extends WaitMode = "blocking"> =
  | OfClass<TcpClient<D, W>, "tcp{client}">
  | OfClass<TcpServer<D, W>, "tcp{server}">
  | OfClass<TcpObject<D, W>, "tcp{master}">
  | AdoptedOther<D, W>;

/** The object that `socket.adopt` returns in the dialect "2.0". */
export type Adopted20<D extends string | Buffer = string, W extends WaitMode = "blocking"> =
  | Tcp20Object<D, W>
  | AdoptedOther<D, W>;

export interface AdoptFunction<Object> {
  /**
   * Makes an object for a descriptor that is already open in this process: inherited, for example from systemd,
   * or opened by another library. The object's `class` is determined from the descriptor.
   *
   * The object owns the descriptor from then on and closes it; its previous owner must not use it any more. The
   * descriptor becomes close-on-exec, and non-blocking (for all processes that share it).
   *
   * @param fd  the descriptor number
   * @returns `[object]`, or `[undefined, reason]`: `"Bad file descriptor"`, `"Socket operation on non-socket"`,
   *   `"Address family not supported by protocol"` or `"Protocol not supported"` if the descriptor is not a socket
   *   or no class fits it
   * @throws TypeError if `fd` is not a number, or another object owns the descriptor
   * @example
   * const [object, failure] = socket.adopt(3);
   * if (object?.class === "tcp{server}") object.accept();
   * @see getsockopt(2), socket(7)
   */
  adopt(fd: number): Result<Object>;
}

export function adoptFunction<D extends string | Buffer, W extends WaitMode, Tcp>(
  { socketContext, encoding, driver }: NamespaceContext<W>,
  TcpObject: TcpWrapper<W, Tcp>,
): AdoptFunction<Tcp | AdoptedOther<D, W>> {
  const wrapped = (socket: AnySocket): Tcp | AdoptedOther<D, W> => {
    if (socket instanceof TcpSocket) return new TcpObject(socket, encoding, driver);
    if (socket instanceof UdpSocket) {
      return new UdpObject<D, W>(socket, encoding, driver) as AdoptedOther<D, W>;
    }
    if (socket instanceof UnixStream) return new UnixStreamObject<D, W>(socket, encoding, driver);
    return new UnixDatagramObject<D, W>(socket, encoding, driver);
  };
  return {
    adopt(fd) {
      const number = descriptorArgument(fd, 1, "adopt");
      if (isOwned(number)) throw badArgument(1, "adopt", DESCRIPTOR_TAKEN);
      const socket = adoptDescriptor(number, socketContext);
      return typeof socket === "string" ? [undefined, socket] : [wrapped(socket)];
    },
  };
}
