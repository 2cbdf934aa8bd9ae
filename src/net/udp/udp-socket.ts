// One UDP object: datagrams with addresses.

import { hostOf, portOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { disconnect } from "../../os/socket/datagram.ts";
import { DatagramSocket } from "../datagram/datagram-socket.ts";
import type { Failure } from "../error-text.ts";
import { connectPhases } from "../inet/connect.ts";
import { familyOfAddress, INET, UNSPECIFIED } from "../inet/family.ts";
import { Inet } from "../inet/inet.ts";
import { DATAGRAM, numericAddress, type Port } from "../inet/resolve.ts";
import { PhasedOperation, type Phases } from "../operation.ts";
import type { Environment } from "../socket-context.ts";

/** Stands for no peer at all in setpeername. */
const NOBODY = "*";

export class UdpSocket extends DatagramSocket<"udp"> {
  readonly inet: Inet = new Inet(this, DATAGRAM);
  /** The last receiver that was named, since most programs name the same again and again. */
  private receiver: { host: string; port: Port; family: number; address: Sockaddr } | undefined;
  private senderHostText = "";
  private senderPort = 0;
  private knownSenderChanges = 0;

  constructor(environment: Environment) {
    super("udp", environment);
  }

  /** The packed address of a receiver, by numbers only: datagrams wait for no resolver. */
  addressOf(host: string, port: Port): Sockaddr | Failure {
    const { receiver, inet } = this;
    const isSame = receiver?.host === host && receiver.port === port && receiver.family === inet.family;
    if (isSame) return receiver.address;
    const address = numericAddress(host, port, inet.family, DATAGRAM, this.environment.gate);
    if (typeof address !== "string") this.receiver = { host, port, family: inet.family, address };
    return address;
  }

  /** Makes an object that has no family yet ready to send to an address. */
  openToSendTo(address: Sockaddr): Failure | undefined {
    return this.inet.family === UNSPECIFIED ? this.inet.settleOn(familyOfAddress(address)) : undefined;
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
export function peering(socket: UdpSocket, host: string, port: Port): PhasedOperation<Failure | undefined> {
  return new PhasedOperation(socket, peeringPhases(socket, host, port));
}

function* peeringPhases(socket: UdpSocket, host: string, port: Port): Phases<Failure | undefined> {
  if (host === NOBODY) {
    disconnect(socket.fd);
    socket.role = "unconnected";
    return undefined;
  }
  const failure = yield* connectPhases(socket, host, port);
  if (failure === undefined) socket.role = "connected";
  return failure;
}

/** An unconnected object as `socket.udp` makes it: without a descriptor, unless the dialect wants one at once. */
export function anyUdpSocket(environment: Environment): UdpSocket | Failure {
  return environment.dialect.opensAtOnce ? udpSocket(environment, INET) : new UdpSocket(environment);
}

/** An unconnected object of a family, with its descriptor. */
export function udpSocket(environment: Environment, family: number): UdpSocket | Failure {
  const socket = new UdpSocket(environment);
  return socket.inet.settleOn(family) ?? socket;
}
