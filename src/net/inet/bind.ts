// bind of an object, by name.

import type { Failure } from "../error-text.ts";
import { SteppedOperation } from "../operation.ts";
import type { InetSocket } from "./inet.ts";
import type { Port } from "./resolve.ts";

/** Binds to a host, and gives why it failed, or undefined. */
export function bindOperation(
  socket: InetSocket,
  host: string,
  port: Port,
): SteppedOperation<Failure | undefined> {
  socket.timeout.start();
  return new SteppedOperation(socket, socket.inet.bindSteps(host, port));
}
