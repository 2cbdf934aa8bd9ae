// One TCP object: a stream with addresses.

import { type Failure, PERMISSION_DENIED } from "../error-text.ts";
import { INET } from "../inet/family.ts";
import { Inet } from "../inet/inet.ts";
import { STREAM } from "../inet/resolve.ts";
import type { Environment } from "../socket-context.ts";
import { Stream } from "../stream/stream.ts";

export class TcpSocket extends Stream<"tcp"> {
  readonly inet: Inet = new Inet(this, STREAM);

  /**
   * It is being made by socket.connect or socket.bind, in one go. At other times it may be connected again after a
   * failure, or a success; what it is told then, it is told by a non-blocking connect(2) only.
   */
  isBeingMade = false;

  constructor(environment: Environment) {
    super("tcp", environment);
  }

  override get opensBlocking(): boolean {
    return this.isBeingMade && super.opensBlocking;
  }

  /** Wraps the descriptor of a connection that this server has accepted. */
  accepted(fd: number, isBlocking: boolean): TcpSocket {
    const client = new TcpSocket(this.environment);
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

/** A master as `socket.tcp` makes it: without a descriptor, unless the dialect wants one at once. */
export function anyTcpMaster(environment: Environment): TcpSocket | Failure {
  return environment.dialect.opensAtOnce ? tcpMaster(environment, INET) : new TcpSocket(environment);
}

/** A master of a family, with its descriptor. */
export function tcpMaster(environment: Environment, family: number): TcpSocket | Failure {
  const socket = new TcpSocket(environment);
  return socket.inet.settleOn(family) ?? socket;
}
