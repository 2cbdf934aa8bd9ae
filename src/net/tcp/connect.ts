// connect of a TCP object.

import type { Failure } from "../error-text.js";
import { connectPhases } from "../inet/connect.js";
import type { Port } from "../inet/resolve.js";
import { PhasedOperation } from "../operation.js";
import type { TcpSocket } from "./tcp-socket.js";

/** Connects, and gives why it failed, or undefined. The object becomes a client whatever happens. */
export function connecting(
  socket: TcpSocket,
  host: string,
  port: Port,
): PhasedOperation<Failure | undefined> {
  socket.role = "client";
  return new PhasedOperation(socket, connectPhases(socket, host, port));
}
