// bind of an object, by name.

import type { Failure } from "../error-text.ts";
import { PhasedOperation } from "../operation.ts";
import type { InetSocket } from "./inet.ts";
import type { Port } from "./resolve.ts";

/** Binds to a host, and gives why it failed, or undefined. */
export function binding(socket: InetSocket, host: string, port: Port): PhasedOperation<Failure | undefined> {
  socket.timeout.start();
  return new PhasedOperation(socket, socket.inet.bindPhases(host, port));
}
