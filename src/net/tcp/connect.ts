// connect of a TCP object, and socket.connect, which creates one.

import type { Failure } from "../error-text.ts";
import { connectSteps } from "../inet/connect.ts";
import type { Port } from "../inet/permitted-addresses.ts";
import { SteppedOperation, type Steps } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";
import { TcpSocket } from "./tcp-socket.ts";

/** Connects. The result is the failure, or undefined. The object becomes a client in any case. */
export function connectOperation(
  socket: TcpSocket,
  host: string,
  port: Port,
): SteppedOperation<Failure | undefined> {
  socket.role = "client";
  return new SteppedOperation(socket, connectSteps(socket, host, port));
}

/** Remote and local address of a connection. */
export interface Route {
  readonly host: string;
  readonly port: Port;
  /** The local address; without a local host the kernel chooses, and the local port is ignored. */
  readonly localHost: string | undefined;
  readonly localPort: Port;
  /** INET, INET6 or UNSPECIFIED; restricts both ends. */
  readonly family: number;
}

/** Creates a connected client. The result is the client, or the failure with nothing left open. */
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
    // The steps themselves: an operation of their own would conflict with this one.
    failure ??= yield* connectSteps(client, host, port);
    isConnected = failure === undefined;
    return failure ?? client;
  } finally {
    client.isBeingMade = false;
    // No other code has a reference, neither after a failure nor after cancellation.
    if (!isConnected) client.close();
  }
}
