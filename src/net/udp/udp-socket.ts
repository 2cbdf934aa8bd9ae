// UDP objects: datagrams with IP addresses.

import { hostOf, portOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { disconnect } from "../../os/socket/socket.ts";
import { DatagramSocket } from "../datagram/datagram-socket.ts";
import type { Failure } from "../error-text.ts";
import { connectSteps } from "../inet/connect.ts";
import { familyOfAddress, INET, UNSPECIFIED } from "../inet/family.ts";
import { Inet } from "../inet/inet.ts";
import { DATAGRAM, numericAddress, type Port } from "../inet/permitted-addresses.ts";
import { SteppedOperation, type Steps } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";

/** Removes the peer in setpeername. */
const NO_PEER = "*";

export class UdpSocket extends DatagramSocket<"udp"> {
  readonly inet: Inet = new Inet(this, DATAGRAM);
  /** The last receiver, cached since most programs send to the same one repeatedly. */
  private receiver: { host: string; port: Port; family: number; address: Sockaddr } | undefined;
  private senderHostText = "";
  private senderPort = 0;
  private knownSenderChanges = 0;

  constructor(context: SocketContext) {
    super("udp", context);
  }

  /** The packed address of a receiver, numeric only: datagrams never wait for a resolver. */
  addressOf(host: string, port: Port): Sockaddr | Failure {
    const { receiver, inet } = this;
    const isSame = receiver?.host === host && receiver.port === port && receiver.family === inet.family;
    if (isSame) return receiver.address;
    const address = numericAddress(host, port, inet.family, DATAGRAM, this.context.gate);
    if (typeof address !== "string") this.receiver = { host, port, family: inet.family, address };
    return address;
  }

  /** Opens a descriptor in the address's family if the object has no family yet. */
  openToSendTo(address: Sockaddr): Failure | undefined {
    return this.inet.family === UNSPECIFIED ? this.inet.useFamily(familyOfAddress(address)) : undefined;
  }

  /** Sender of the last received datagram. */
  get senderHost(): string {
    this.readSender();
    return this.senderHostText;
  }

  get senderPortNumber(): number {
    this.readSender();
    return this.senderPort;
  }

  private readSender(): void {
    const { sender, senderChanges } = this.receiving;
    if (senderChanges === this.knownSenderChanges) return;
    this.knownSenderChanges = senderChanges;
    this.senderHostText = hostOf(sender.sockaddr);
    this.senderPort = portOf(sender.sockaddr);
  }
}

/** setpeername: connects to a host, or removes the peer. The result is the failure, or undefined. */
export function setPeerOperation(
  socket: UdpSocket,
  host: string,
  port: Port,
): SteppedOperation<Failure | undefined> {
  return new SteppedOperation(socket, setPeerSteps(socket, host, port));
}

function* setPeerSteps(socket: UdpSocket, host: string, port: Port): Steps<Failure | undefined> {
  if (host === NO_PEER) {
    disconnect(socket.fd);
    socket.role = "unconnected";
    return undefined;
  }
  const failure = yield* connectSteps(socket, host, port);
  if (failure === undefined) socket.role = "connected";
  return failure;
}

/** An unconnected object for `socket.udp`: without a descriptor, unless the dialect opens one at once. */
export function udpSocketOfAnyFamily(context: SocketContext): UdpSocket | Failure {
  return context.dialect.opensAtOnce ? udpSocket(context, INET) : new UdpSocket(context);
}

/** An unconnected object of a family, with a descriptor. */
export function udpSocket(context: SocketContext, family: number): UdpSocket | Failure {
  const socket = new UdpSocket(context);
  return socket.inet.useFamily(family) ?? socket;
}
