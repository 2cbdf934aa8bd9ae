// One TCP object: its class, its descriptor, and the calls that never wait.

import { platform } from "../../os/platform.js";
import { hostOf, portOf, type Sockaddr } from "../../os/sockaddr.js";
import {
  bind,
  listen,
  localAddress,
  openSocket,
  peerAddress,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  shutdown,
} from "../../os/socket.js";
import { setInteger } from "../../os/socket-options.js";
import { errorText, type Failure } from "../error-text.js";
import { type FamilyName, familyName, familyOfAddress, INET6, UNSPECIFIED } from "../inet/family.js";
import { type Port, resolve } from "../inet/resolve.js";
import type { InputBlocks } from "../stream/input-block.js";
import { Stream } from "../stream/stream.js";
import { CLIENT, MASTER, SERVER, type TcpClass } from "./tcp-class.js";

/** LuaSocket's default backlog. */
export const DEFAULT_BACKLOG = 32;

/** Which way of a connection shutdown ends. */
export type ShutdownMode = "both" | "send" | "receive";

/** An end of a connection, or where a server listens. */
export interface Name {
  readonly host: string;
  readonly port: number;
  readonly family: FamilyName;
}

export class TcpSocket extends Stream {
  className: TcpClass = MASTER;
  /**
   * The family that the object is settled on. An object of no family has no descriptor either, or one
   * left over from a failed attempt.
   */
  family: number = UNSPECIFIED;
  /** Where this object's bytes are kept, and those of the clients that it accepts. */
  readonly blocks: InputBlocks;

  constructor(blocks: InputBlocks) {
    super(blocks);
    this.blocks = blocks;
  }

  /** Makes a descriptor of a family in place of the present one, if any. */
  open(family: number): Failure | undefined {
    this.descriptor.close();
    const fd = openSocket(family, platform.SOCK_STREAM);
    if (fd < 0) return errorText(-fd);
    this.descriptor.own(fd);
    // IPv6 sockets leave IPv4 to others, on every system alike; a system that cannot say so is excused.
    if (family === INET6) setInteger(fd, V6ONLY, 1);
    return undefined;
  }

  /** Makes a descriptor in the family of an address, unless the present one is of that family. */
  openFor(address: Sockaddr, present: number): Failure | undefined {
    const wanted = familyOfAddress(address);
    return this.descriptor.isOpen && present === wanted ? undefined : this.open(wanted);
  }

  /** Binds to the first of a host's addresses that can be had. The object stays usable when none can. */
  bind(host: string, port: Port): Failure | undefined {
    const addresses = resolve({ host, port, family: this.family, passive: true });
    if (!Array.isArray(addresses)) return addresses;
    let present = this.family;
    let failure: Failure | undefined;
    for (const address of addresses) {
      failure = this.openFor(address, present);
      if (failure !== undefined) continue;
      present = familyOfAddress(address);
      failure = this.bindTo(address);
      if (failure === undefined) return undefined;
    }
    return failure;
  }

  /** Binds the present descriptor. Only success settles the family. */
  bindTo(address: Sockaddr): Failure | undefined {
    const result = bind(this.fd, address);
    if (result < 0) return errorText(-result);
    this.family = familyOfAddress(address);
    return undefined;
  }

  /** Turns a bound master into a server. The backlog goes to the kernel as it is. */
  listen(backlog: number): Failure | undefined {
    const result = listen(this.fd, backlog | 0);
    if (result < 0) return errorText(-result);
    this.className = SERVER;
    return undefined;
  }

  /** Ends one way or both. That it may fail is nobody's concern: LuaSocket ignores it. */
  shutdown(mode: ShutdownMode): void {
    shutdown(this.fd, SHUTDOWN_HOW[mode]);
  }

  localName(): Name | Failure {
    return this.name(localAddress(this.fd));
  }

  peerName(): Name | Failure {
    return this.name(peerAddress(this.fd));
  }

  /** Wraps the descriptor of a connection that this server has accepted. */
  accepted(fd: number): TcpSocket {
    const client = new TcpSocket(this.blocks);
    client.descriptor.own(fd);
    client.className = CLIENT;
    client.family = this.family;
    return client;
  }

  private name(address: Sockaddr | number): Name | Failure {
    if (typeof address === "number") return errorText(-address);
    return { host: hostOf(address), port: portOf(address), family: familyName(this.family) };
  }
}

const V6ONLY = { level: platform.IPPROTO_IPV6, name: platform.IPV6_V6ONLY };
const SHUTDOWN_HOW: Readonly<Record<ShutdownMode, number>> = {
  both: SHUT_RDWR,
  send: SHUT_WR,
  receive: SHUT_RD,
};

/** The mode that text names, or undefined. */
export function shutdownMode(text: string): ShutdownMode | undefined {
  return Object.hasOwn(SHUTDOWN_HOW, text) ? (text as ShutdownMode) : undefined;
}
