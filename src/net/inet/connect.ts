// connect: one attempt for each address of a host, in the resolver's order (inet_tryconnect).

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { EAGAIN, EINPROGRESS, EINTR, EISCONN } from "../../os/errno.ts";
import { connect } from "../../os/socket/socket.ts";
import { takePendingError } from "../../os/socket/socket-options.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";
import { READABLE, type Steps, WRITABLE } from "../operation.ts";
import type { Socket } from "../socket.ts";
import { familyOfAddress } from "./family.ts";
import type { InetSocket } from "./inet.ts";
import { type Port, resolveSteps } from "./resolve.ts";

/** Connects to a host. Returns the failure, or undefined. */
export function* connectSteps(socket: InetSocket, host: string, port: Port): Steps<Failure | undefined> {
  const { inet, timeout } = socket;
  const { limitsCoverConnect } = socket.context;
  timeout.start();
  const { generation } = socket.descriptor;
  const addresses = yield* resolveSteps({
    host,
    port,
    family: inet.family,
    type: inet.type,
    passive: false,
    gate: socket.context.gate,
  });
  if (socket.descriptor.generation !== generation) return CLOSED;
  if (!Array.isArray(addresses)) return addresses;
  let currentFamily = inet.family;
  let failure: Failure | undefined;
  for (const address of addresses) {
    // In LuaSocket the timeouts apply to each address, not to the call.
    if (!limitsCoverConnect) timeout.start();
    failure = inet.openFor(address, currentFamily);
    if (failure !== undefined) continue;
    currentFamily = familyOfAddress(address);
    failure = yield* attemptSteps(socket, address);
    // A caller that never waits must be able to poll for the outcome later, so only the first address is tried.
    const isLast = timeout.neverWaits && !socket.context.dialect.triesEveryAddress;
    if (failure === undefined || isLast) {
      inet.family = currentFamily;
      return failure;
    }
    if (failure === CLOSED || (limitsCoverConnect && timeout.waitLimit() === 0)) return failure;
  }
  return failure;
}

/** Connects the current descriptor to one address. */
function* attemptSteps(socket: Socket, address: Sockaddr): Steps<Failure | undefined> {
  // Unlike recv(2), connect(2) has no flag for a non-blocking call.
  if (!socket.mayBlockInKernel) socket.descriptor.stopBlocking();
  const result = connect(socket.fd, address);
  if (result === 0 || (result === -EISCONN && socket.confirmsConnect)) {
    socket.confirmsConnect = result === 0 && socket.mayBlockInKernel;
    return undefined;
  }
  // A signal interrupts the wait, not the connection attempt.
  const isUnderWay = result === -EINPROGRESS || result === -EAGAIN || result === -EINTR;
  if (!isUnderWay) return errorText(-result);
  if (socket.timeout.neverWaits) return TIMEOUT;
  const failure = yield READABLE | WRITABLE;
  if (failure !== undefined) return failure;
  if (socket.fd < 0) return CLOSED;
  // Readiness means that connect(2) has finished; SO_ERROR holds the outcome, and reading clears it.
  const errno = takePendingError(socket.fd);
  return errno ? errorText(errno) : undefined;
}
