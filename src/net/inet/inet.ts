// Address handling of TCP and UDP objects (inet.c).

import { hostOf, isInternet, portOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { EAFNOSUPPORT } from "../../os/errno.ts";
import { platform } from "../../os/platform/platform.ts";
import type { Descriptor } from "../../os/socket/descriptor.ts";
import { bind, localAddress, openSocket, peerAddress } from "../../os/socket/socket.ts";
import { setInteger } from "../../os/socket/socket-options.ts";
import type { Gate } from "../../policy/gate.ts";
import { CLOSED, errorText, type Failure } from "../error-text.ts";
import type { Steps } from "../operation.ts";
import type { Socket } from "../socket.ts";
import { type FamilyName, familyName, familyOfAddress, INET6, UNSPECIFIED } from "./family.ts";
import { type Port, resolveSteps, type SocketType } from "./permitted-addresses.ts";

/** One end of a connection, or a server's local address. */
export interface Name {
  readonly host: string;
  readonly port: number;
  readonly family: FamilyName;
}

const V6ONLY = { level: platform.IPPROTO_IPV6, name: platform.IPV6_V6ONLY };

/** Opens a descriptor, or returns the negative errno. IPv6 sockets never serve IPv4, if the system has V6ONLY. */
export function openInet(family: number, type: SocketType, isBlocking: boolean): number {
  const fd = openSocket(family, type, isBlocking);
  if (fd >= 0 && family === INET6) setInteger(fd, V6ONLY, 1);
  return fd;
}

/** A socket with IP addresses. */
export interface InetSocket extends Socket {
  readonly inet: Inet;
}

export class Inet {
  /**
   * The object's fixed family. While it is unspecified, the object has no descriptor, or one left over from a
   * failed attempt.
   */
  family: number = UNSPECIFIED;
  readonly type: SocketType;
  private readonly socket: Socket;
  private readonly gate: Gate | undefined;

  constructor(socket: Socket, type: SocketType) {
    this.socket = socket;
    this.type = type;
    this.gate = socket.context.gate;
  }

  private get descriptor(): Descriptor {
    return this.socket.descriptor;
  }

  /** Opens a descriptor of a family and closes the current one, if any. */
  open(family: number): Failure | undefined {
    this.descriptor.close();
    const isBlocking = this.socket.opensBlocking;
    const fd = openInet(family, this.type, isBlocking);
    if (fd < 0) return errorText(-fd);
    this.descriptor.own(fd, isBlocking);
    return undefined;
  }

  /** Like `open`, and fixes the object's family. */
  useFamily(family: number): Failure | undefined {
    const failure = this.open(family);
    if (failure === undefined) this.family = family;
    return failure;
  }

  /** Opens a descriptor for the family of an address, unless the current one has that family. */
  openFor(address: Sockaddr, currentFamily: number): Failure | undefined {
    const wanted = familyOfAddress(address);
    return this.descriptor.isOpen && currentFamily === wanted ? undefined : this.open(wanted);
  }

  /** Binds to the first usable address of a host. The object stays usable if none is. */
  *bindSteps(host: string, port: Port): Steps<Failure | undefined> {
    const { family, type, descriptor, gate } = this;
    const { generation } = descriptor;
    const addresses = yield* resolveSteps({ host, port, family, type, passive: true, gate });
    if (descriptor.generation !== generation) return CLOSED;
    if (!Array.isArray(addresses)) return addresses;
    let currentFamily = this.family;
    let failure: Failure | undefined;
    for (const address of addresses) {
      failure = this.openFor(address, currentFamily);
      if (failure !== undefined) continue;
      currentFamily = familyOfAddress(address);
      failure = this.bindTo(address);
      if (failure === undefined) return undefined;
    }
    return failure;
  }

  /** Binds the current descriptor. Only success fixes the family. */
  bindTo(address: Sockaddr): Failure | undefined {
    const result = bind(this.descriptor.fd, address);
    if (result < 0) return errorText(-result);
    this.family = familyOfAddress(address);
    return undefined;
  }

  /** True if the gate permits listening. The kernel binds an unbound socket to the wildcard address. */
  mayListen(): boolean {
    const { gate } = this;
    if (gate === undefined) return true;
    const address = localAddress(this.descriptor.fd);
    // Without a descriptor, listen fails anyway; a bound address was checked by bind.
    return typeof address === "number" || portOf(address) > 0 || gate.permitsLocal("*", address);
  }

  localName(): Name | Failure {
    return this.name(localAddress(this.descriptor.fd));
  }

  peerName(): Name | Failure {
    return this.name(peerAddress(this.descriptor.fd));
  }

  private name(address: Sockaddr | number): Name | Failure {
    if (typeof address === "number") return errorText(-address);
    if (!isInternet(address)) return errorText(EAFNOSUPPORT);
    return { host: hostOf(address), port: portOf(address), family: familyName(this.family) };
  }
}
