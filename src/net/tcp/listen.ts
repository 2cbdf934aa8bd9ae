// socket.bind: creates a server in one call.

import type { Failure } from "../error-text.ts";
import { familyOfAddress, UNSPECIFIED } from "../inet/family.ts";
import { type Port, resolveSteps, STREAM } from "../inet/permitted-addresses.ts";
import { SteppedOperation, type Steps, WAITS_FOR_EVER } from "../operation.ts";
import { setOption } from "../options/option.ts";
import { TCP_OPTIONS } from "../options/tcp-options.ts";
import type { SocketContext } from "../socket-context.ts";
import type { SocketOption } from "../socket-option.ts";
import { TcpSocket } from "./tcp-socket.ts";

const REUSEADDR = TCP_OPTIONS.get("reuseaddr") as SocketOption;

/** Creates a server on the first usable address of a host. The result is the server, or the failure. */
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
  // `*` means IPv4 only, since an IPv6 socket never serves IPv4 here (socket.lua).
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
    // If opening a descriptor fails for one address, it fails for the next.
    if (failure !== undefined) return failure;
    setOption(server.fd, REUSEADDR, true);
    failure = server.inet.bindTo(address) ?? server.listen(backlog);
    if (failure === undefined) return server;
    server.close();
  }
  return failure as Failure;
}
