// socket.connect and socket.bind: a client or a server in one call.

import type { Failure } from "../error-text.js";
import { connecting } from "../inet/connect.js";
import { familyOfAddress, UNSPECIFIED } from "../inet/family.js";
import { type Port, resolve } from "../inet/resolve.js";
import { PhasedOperation, type Phases } from "../operation.js";
import { type SocketOption, setOption, TCP_OPTIONS } from "../options/option.js";
import type { InputBlocks } from "../stream/input-block.js";
import { TcpSocket } from "./tcp-socket.js";

/** Where to connect to, and from where. */
export interface Route {
  readonly host: string;
  readonly port: Port;
  /** The local end; without a local host the kernel chooses, and the local port counts for nothing. */
  readonly localHost: string | undefined;
  readonly localPort: Port;
  /** INET, INET6 or UNSPECIFIED; restricts both ends. */
  readonly family: number;
}

/** Makes a client. Gives it, or why it could not be had; nothing stays open then. */
export function connectingBy(route: Route, blocks: InputBlocks): PhasedOperation<TcpSocket | Failure> {
  const client = new TcpSocket(blocks);
  client.family = route.family;
  return new PhasedOperation(client, connectionPhases(client, route));
}

function* connectionPhases(client: TcpSocket, route: Route): Phases<TcpSocket | Failure> {
  const { host, port, localHost, localPort } = route;
  let failure = localHost === undefined ? undefined : client.bind(localHost, localPort);
  failure ??= yield* connecting(client, host, port).phases;
  if (failure === undefined) return client;
  client.close();
  return failure;
}

const REUSEADDR = TCP_OPTIONS.get("reuseaddr") as SocketOption;

/** Makes a server on the first of a host's addresses that can be had, or gives why there is none. */
export function listenOn(
  host: string,
  port: Port,
  backlog: number,
  blocks: InputBlocks,
): TcpSocket | Failure {
  // `*` is IPv4 only, as an IPv6 socket here never serves IPv4 (socket.lua).
  const named = { host: host === "*" ? "0.0.0.0" : host, port, family: UNSPECIFIED, passive: true };
  const addresses = resolve(named);
  if (!Array.isArray(addresses)) return addresses;
  let failure: Failure | undefined;
  for (const address of addresses) {
    const server = new TcpSocket(blocks);
    failure = server.open(familyOfAddress(address));
    // Without a descriptor for one address there is none for the next.
    if (failure !== undefined) return failure;
    setOption(server.fd, REUSEADDR, true);
    failure = server.bindTo(address) ?? server.listen(backlog);
    if (failure === undefined) return server;
    server.close();
  }
  return failure as Failure;
}
