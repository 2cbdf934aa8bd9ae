// connect of a TCP object.

import type { Failure } from "../error-text.ts";
import { connectPhases } from "../inet/connect.ts";
import type { Port } from "../inet/resolve.ts";
import { PhasedOperation } from "../operation.ts";
import type { TcpSocket } from "./tcp-socket.ts";

/** Connects, and gives why it failed, or undefined. The object becomes a client whatever happens. */
export function connecting(
  socket: TcpSocket,
  host: string,
  port: Port,
): PhasedOperation<Failure | undefined> {
  socket.role = "client";
  return new PhasedOperation(socket, connectPhases(socket, host, port));
}
