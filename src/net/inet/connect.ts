// connect of a host, with an attempt for each address.

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { EAGAIN, EINPROGRESS, EINTR, EISCONN } from "../../os/errno.ts";
import { connect } from "../../os/socket/socket.ts";
import { takePendingError } from "../../os/socket/socket-options.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";
import { READABLE, type Steps, WRITABLE } from "../operation.ts";
import { raceSteps } from "./connect-race.ts";
import { familyOfAddress } from "./family.ts";
import type { InetSocket } from "./inet.ts";
import { type Port, resolveSteps } from "./permitted-addresses.ts";

/**
 * Connects to a host. Returns the failure, or undefined. One timeout covers all addresses; in asynchronous waits it
 * also covers the lookup.
 */
export function* connectSteps(socket: InetSocket, host: string, port: Port): Steps<Failure | undefined> {
  const { inet, timeout, descriptor, context } = socket;
  timeout.start();
  const { generation } = descriptor;
  const { family, type } = inet;
  const addresses = yield* resolveSteps({ host, port, family, type, passive: false, gate: context.gate });
  if (descriptor.generation !== generation) return CLOSED;
  if (!Array.isArray(addresses)) return addresses;
  // The resolver of a blocking call waits without a timeout.
  if (!context.limitsCoverConnect) timeout.start();
  if (addresses.length > 1) return yield* raceSteps(socket, addresses);
  const [address] = addresses as [Sockaddr];
  const failure = inet.openFor(address, family) ?? (yield* attemptSteps(socket, address));
  // A call that never waits must be able to poll for the outcome later.
  if (failure === undefined || (timeout.neverWaits && descriptor.isOpen))
    inet.family = familyOfAddress(address);
  return failure;
}

/** Connects the current descriptor to one address. */
function* attemptSteps(socket: InetSocket, address: Sockaddr): Steps<Failure | undefined> {
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
