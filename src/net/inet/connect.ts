// connect: one attempt for each address of a host, in the resolver's order (inet_tryconnect).

import { EAGAIN, EINPROGRESS } from "../../os/errno.js";
import type { Sockaddr } from "../../os/sockaddr.js";
import { connect } from "../../os/socket.js";
import { takePendingError } from "../../os/socket-options.js";
import { errorText, type Failure, TIMEOUT } from "../error-text.js";
import { PhasedOperation, type Phases, READABLE, WRITABLE } from "../operation.js";
import { CLIENT } from "../tcp/tcp-class.js";
import type { TcpSocket } from "../tcp/tcp-socket.js";
import { familyOfAddress } from "./family.js";
import { type Port, resolve } from "./resolve.js";

/** Connects, and gives why it failed, or undefined. The object becomes a client whatever happens. */
export function connecting(
  socket: TcpSocket,
  host: string,
  port: Port,
): PhasedOperation<Failure | undefined> {
  socket.className = CLIENT;
  return new PhasedOperation(socket, connectPhases(socket, host, port));
}

function* connectPhases(socket: TcpSocket, host: string, port: Port): Phases<Failure | undefined> {
  const addresses = resolve({ host, port, family: socket.family, passive: false });
  if (!Array.isArray(addresses)) return addresses;
  let present = socket.family;
  let failure: Failure | undefined;
  for (const address of addresses) {
    // The limits hold for each address, not for the call.
    socket.timeout.start();
    failure = socket.openFor(address, present);
    if (failure !== undefined) continue;
    present = familyOfAddress(address);
    failure = yield* attemptPhases(socket, address);
    // Who never waits must be able to come back for the outcome: the first address is the only one.
    if (failure === undefined || socket.timeout.neverWaits) {
      socket.family = present;
      return failure;
    }
  }
  return failure;
}

function* attemptPhases(socket: TcpSocket, address: Sockaddr): Phases<Failure | undefined> {
  const result = connect(socket.fd, address);
  if (result === 0) return undefined;
  if (result !== -EINPROGRESS && result !== -EAGAIN) return errorText(-result);
  if (socket.timeout.neverWaits) return TIMEOUT;
  const inTime = yield READABLE | WRITABLE;
  if (!inTime) return TIMEOUT;
  // connect(2) reports its outcome by readiness; SO_ERROR tells which outcome, and reading it clears it.
  const errno = takePendingError(socket.fd);
  return errno ? errorText(errno) : undefined;
}
