// socket.connect and socket.bind: a client or a server in one call.

import type { Failure } from "../error-text.ts";
import { connectPhases } from "../inet/connect.ts";
import { familyOfAddress, UNSPECIFIED } from "../inet/family.ts";
import { type Port, resolvePhases, STREAM } from "../inet/resolve.ts";
import { PhasedOperation, type Phases, WAITS_FOR_EVER } from "../operation.ts";
import { type SocketOption, setOption } from "../options/option.ts";
import { TCP_OPTIONS } from "../options/tcp-options.ts";
import type { Environment } from "../socket-context.ts";
import { TcpSocket } from "./tcp-socket.ts";

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
export function connectingBy(route: Route, environment: Environment): PhasedOperation<TcpSocket | Failure> {
  const client = new TcpSocket(environment);
  client.isBeingMade = true;
  client.inet.family = route.family;
  return new PhasedOperation(client, connectionPhases(client, route));
}

function* connectionPhases(client: TcpSocket, route: Route): Phases<TcpSocket | Failure> {
  const { host, port, localHost, localPort } = route;
  let isConnected = false;
  try {
    let failure = localHost === undefined ? undefined : yield* client.inet.bindPhases(localHost, localPort);
    client.role = "client";
    // The phases themselves: an operation of their own would find the turn taken, by the one that these are of.
    failure ??= yield* connectPhases(client, host, port);
    isConnected = failure === undefined;
    return failure ?? client;
  } finally {
    client.isBeingMade = false;
    // Nobody else knows of it, neither after a failure nor when the call is given up.
    if (!isConnected) client.close();
  }
}

const REUSEADDR = TCP_OPTIONS.get("reuseaddr") as SocketOption;

/** Makes a server on the first of a host's addresses that can be had. Gives it, or why there is none. */
export function listeningOn(
  host: string,
  port: Port,
  backlog: number,
  environment: Environment,
): PhasedOperation<TcpSocket | Failure> {
  return new PhasedOperation(WAITS_FOR_EVER, listenPhases(host, port, backlog, environment));
}

function* listenPhases(
  host: string,
  port: Port,
  backlog: number,
  environment: Environment,
): Phases<TcpSocket | Failure> {
  // `*` is IPv4 only, as an IPv6 socket here never serves IPv4 (socket.lua).
  const name = host === "*" ? "0.0.0.0" : host;
  const addresses = yield* resolvePhases({
    host: name,
    port,
    family: UNSPECIFIED,
    type: STREAM,
    passive: true,
    gate: environment.gate,
  });
  if (!Array.isArray(addresses)) return addresses;
  let failure: Failure | undefined;
  for (const address of addresses) {
    const server = new TcpSocket(environment);
    server.isBeingMade = true;
    failure = server.inet.open(familyOfAddress(address));
    server.isBeingMade = false;
    // Without a descriptor for one address there is none for the next.
    if (failure !== undefined) return failure;
    setOption(server.fd, REUSEADDR, true);
    failure = server.inet.bindTo(address) ?? server.listen(backlog);
    if (failure === undefined) return server;
    server.close();
  }
  return failure as Failure;
}
