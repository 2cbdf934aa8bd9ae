// socket.bind: a server in one call.

import type { Failure } from "../error-text.ts";
import { familyOfAddress, UNSPECIFIED } from "../inet/family.ts";
import { type Port, resolveSteps, STREAM } from "../inet/resolve.ts";
import { SteppedOperation, type Steps, WAITS_FOR_EVER } from "../operation.ts";
import { setOption } from "../options/option.ts";
import { TCP_OPTIONS } from "../options/tcp-options.ts";
import type { SocketContext } from "../socket-context.ts";
import type { SocketOption } from "../socket-option.ts";
import { TcpSocket } from "./tcp-socket.ts";

const REUSEADDR = TCP_OPTIONS.get("reuseaddr") as SocketOption;

/** Makes a server on the first of a host's addresses that can be had. Gives it, or why there is none. */
export function bindServerOperation(
  host: string,
  port: Port,
  backlog: number,
  context: SocketContext,
): SteppedOperation<TcpSocket | Failure> {
  return new SteppedOperation(WAITS_FOR_EVER, bindServerSteps(host, port, backlog, context));
}

function* bindServerSteps(
  host: string,
  port: Port,
  backlog: number,
  context: SocketContext,
): Steps<TcpSocket | Failure> {
  // `*` is IPv4 only, as an IPv6 socket here never serves IPv4 (socket.lua).
  const name = host === "*" ? "0.0.0.0" : host;
  const addresses = yield* resolveSteps({
    host: name,
    port,
    family: UNSPECIFIED,
    type: STREAM,
    passive: true,
    gate: context.gate,
  });
  if (!Array.isArray(addresses)) return addresses;
  let failure: Failure | undefined;
  for (const address of addresses) {
    const server = new TcpSocket(context);
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
