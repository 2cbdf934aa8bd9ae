// TCP objects: streams with IP addresses.

import { type Failure, PERMISSION_DENIED } from "../error-text.ts";
import { INET } from "../inet/family.ts";
import { Inet } from "../inet/inet.ts";
import { STREAM } from "../inet/permitted-addresses.ts";
import type { SocketContext } from "../socket-context.ts";
import { Stream } from "../stream/stream.ts";

export class TcpSocket extends Stream<"tcp"> {
  readonly inet: Inet = new Inet(this, STREAM);

  /**
   * True while socket.connect or socket.bind creates it in one call. At other times the object may connect again, after
   * failure or success; only a non-blocking connect(2) reports the results that LuaSocket returns then.
   */
  isBeingMade = false;

  constructor(context: SocketContext) {
    super("tcp", context);
  }

  override get opensBlocking(): boolean {
    return this.isBeingMade && super.opensBlocking;
  }

  /** Wraps the descriptor of a connection that this server accepted. */
  accepted(fd: number, isBlocking: boolean): TcpSocket {
    const client = new TcpSocket(this.context);
    client.descriptor.own(fd, isBlocking);
    client.role = "client";
    client.inet.family = this.inet.family;
    client.limits = this.limits;
    return client;
  }

  override listen(backlog: number): Failure | undefined {
    return this.inet.mayListen() ? super.listen(backlog) : PERMISSION_DENIED;
  }
}

/** A master for `socket.tcp`: without a descriptor, unless the dialect opens one at once. */
export function tcpMasterOfAnyFamily(context: SocketContext): TcpSocket | Failure {
  return context.dialect.opensAtOnce ? tcpMaster(context, INET) : new TcpSocket(context);
}

/** A master of a family, with a descriptor. */
export function tcpMaster(context: SocketContext, family: number): TcpSocket | Failure {
  const socket = new TcpSocket(context);
  return socket.inet.useFamily(family) ?? socket;
}
