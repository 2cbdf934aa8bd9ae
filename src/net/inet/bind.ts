// bind of an object to a host name.

import type { Failure } from "../error-text.ts";
import { SteppedOperation } from "../operation.ts";
import type { InetSocket } from "./inet.ts";
import type { Port } from "./permitted-addresses.ts";

/** Binds to a host. The result is the failure, or undefined. */
export function bindOperation(
  socket: InetSocket,
  host: string,
  port: Port,
): SteppedOperation<Failure | undefined> {
  socket.timeout.start();
  return new SteppedOperation(socket, socket.inet.bindSteps(host, port));
}
