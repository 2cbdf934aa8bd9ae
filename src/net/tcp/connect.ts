// connect of a TCP object, and socket.connect, which makes one.

import type { Failure } from "../error-text.ts";
import { connectSteps } from "../inet/connect.ts";
import type { Port } from "../inet/resolve.ts";
import { SteppedOperation, type Steps } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";
import { TcpSocket } from "./tcp-socket.ts";

/** Connects, and gives why it failed, or undefined. The object becomes a client whatever happens. */
export function connectOperation(
  socket: TcpSocket,
  host: string,
  port: Port,
): SteppedOperation<Failure | undefined> {
  socket.role = "client";
  return new SteppedOperation(socket, connectSteps(socket, host, port));
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
export function connectClientOperation(
  route: Route,
  context: SocketContext,
): SteppedOperation<TcpSocket | Failure> {
  const client = new TcpSocket(context);
  client.isBeingMade = true;
  client.inet.family = route.family;
  return new SteppedOperation(client, connectClientSteps(client, route));
}

function* connectClientSteps(client: TcpSocket, route: Route): Steps<TcpSocket | Failure> {
  const { host, port, localHost, localPort } = route;
  let isConnected = false;
  try {
    let failure = localHost === undefined ? undefined : yield* client.inet.bindSteps(localHost, localPort);
    client.role = "client";
    // The phases themselves: an operation of their own would find the turn taken, by the one that these are of.
    failure ??= yield* connectSteps(client, host, port);
    isConnected = failure === undefined;
    return failure ?? client;
  } finally {
    client.isBeingMade = false;
    // Nobody else knows of it, neither after a failure nor when the call is given up.
    if (!isConnected) client.close();
  }
}
