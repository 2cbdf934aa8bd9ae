// One UDP object: datagrams with addresses.

import { hostOf, portOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { disconnect } from "../../os/socket/datagram.ts";
import { DatagramSocket } from "../datagram/datagram-socket.ts";
import type { Failure } from "../error-text.ts";
import { connectSteps } from "../inet/connect.ts";
import { familyOfAddress, INET, UNSPECIFIED } from "../inet/family.ts";
import { Inet } from "../inet/inet.ts";
import { DATAGRAM, numericAddress, type Port } from "../inet/resolve.ts";
import { SteppedOperation, type Steps } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";

/** Stands for no peer at all in setpeername. */
const NOBODY = "*";

export class UdpSocket extends DatagramSocket<"udp"> {
  readonly inet: Inet = new Inet(this, DATAGRAM);
  /** The last receiver that was named, since most programs name the same again and again. */
  private receiver: { host: string; port: Port; family: number; address: Sockaddr } | undefined;
  private senderHostText = "";
  private senderPort = 0;
  private knownSenderChanges = 0;

  constructor(context: SocketContext) {
    super("udp", context);
  }

  /** The packed address of a receiver, by numbers only: datagrams wait for no resolver. */
  addressOf(host: string, port: Port): Sockaddr | Failure {
    const { receiver, inet } = this;
    const isSame = receiver?.host === host && receiver.port === port && receiver.family === inet.family;
    if (isSame) return receiver.address;
    const address = numericAddress(host, port, inet.family, DATAGRAM, this.context.gate);
    if (typeof address !== "string") this.receiver = { host, port, family: inet.family, address };
    return address;
  }

  /** Makes an object that has no family yet ready to send to an address. */
  openToSendTo(address: Sockaddr): Failure | undefined {
    return this.inet.family === UNSPECIFIED ? this.inet.useFamily(familyOfAddress(address)) : undefined;
  }

  /** Who sent the datagram that was received last. */
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

/** setpeername: connects to a host, or takes the peer away. Gives why it failed, or undefined. */
export function setPeerOperation(
  socket: UdpSocket,
  host: string,
  port: Port,
): SteppedOperation<Failure | undefined> {
  return new SteppedOperation(socket, setPeerSteps(socket, host, port));
}

function* setPeerSteps(socket: UdpSocket, host: string, port: Port): Steps<Failure | undefined> {
  if (host === NOBODY) {
    disconnect(socket.fd);
    socket.role = "unconnected";
    return undefined;
  }
  const failure = yield* connectSteps(socket, host, port);
  if (failure === undefined) socket.role = "connected";
  return failure;
}

/** An unconnected object as `socket.udp` makes it: without a descriptor, unless the dialect wants one at once. */
export function udpSocketOfAnyFamily(context: SocketContext): UdpSocket | Failure {
  return context.dialect.opensAtOnce ? udpSocket(context, INET) : new UdpSocket(context);
}

/** An unconnected object of a family, with its descriptor. */
export function udpSocket(context: SocketContext, family: number): UdpSocket | Failure {
  const socket = new UdpSocket(context);
  return socket.inet.useFamily(family) ?? socket;
}
