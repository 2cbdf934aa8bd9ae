// connect of a TCP object, and socket.connect, which makes one.

import type { Failure } from "../error-text.ts";
import { connectPhases } from "../inet/connect.ts";
import type { Port } from "../inet/resolve.ts";
import { PhasedOperation, type Phases } from "../operation.ts";
import type { Environment } from "../socket-context.ts";
import { TcpSocket } from "./tcp-socket.ts";

/** Connects, and gives why it failed, or undefined. The object becomes a client whatever happens. */
export function connecting(
  socket: TcpSocket,
  host: string,
  port: Port,
): PhasedOperation<Failure | undefined> {
  socket.role = "client";
  return new PhasedOperation(socket, connectPhases(socket, host, port));
}

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
