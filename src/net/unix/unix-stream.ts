// One unix-domain stream (unixstream.c).

import { EAGAIN } from "../../os/errno.js";
import type { Sockaddr } from "../../os/sockaddr.js";
import { connect } from "../../os/socket.js";
import type { Environment } from "../environment.js";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.js";
import { STREAM } from "../inet/resolve.js";
import { PhasedOperation, type Phases, WRITABLE } from "../operation.js";
import { Stream } from "../stream/stream.js";
import type { Turn } from "../turn.js";
import { openUnix, unixAddress } from "./unix-address.js";

export class UnixStream extends Stream<"unixstream"> {
  constructor(environment: Environment) {
    super("unixstream", environment);
  }

  /** Wraps the descriptor of a connection that this server has accepted. */
  accepted(fd: number): UnixStream {
    const client = new UnixStream(this.environment);
    client.descriptor.own(fd);
    client.role = "client";
    return client;
  }
}

export function unixStream(environment: Environment): UnixStream | Failure {
  const socket = new UnixStream(environment);
  return openUnix(socket, STREAM) ?? socket;
}

/** Connects to a path. Only success makes a client of the object; a failure closes it. */
export function connectingToPath(socket: UnixStream, path: Uint8Array): PhasedOperation<Failure | undefined> {
  return new PhasedOperation(new Queue(socket), connectPhases(socket, path));
}

function* connectPhases(socket: UnixStream, path: Uint8Array): Phases<Failure | undefined> {
  const address = unixAddress(path);
  if (typeof address === "string") return address;
  if (socket.fd < 0) return CLOSED;
  socket.timeout.start();
  const failure = yield* attemptPhases(socket, address);
  if (failure === undefined) socket.role = "client";
  else socket.close();
  return failure;
}

function* attemptPhases(socket: UnixStream, address: Sockaddr): Phases<Failure | undefined> {
  for (;;) {
    if (socket.fd < 0) return CLOSED;
    const result = connect(socket.fd, address);
    if (result === 0) return undefined;
    // A server whose queue is full: it has no event for the moment when there is room again (unix(7)).
    if (result !== -EAGAIN) return errorText(-result);
    if (socket.timeout.neverWaits || socket.waitLimit() === 0) return TIMEOUT;
    yield WRITABLE;
  }
}

/** Seconds between two looks at a full queue. */
const PAUSE = 0.01;

/** A wait for nothing but time, no longer than the socket's own limit. */
class Queue {
  readonly fd = -1;
  readonly turn: Turn;
  private readonly socket: UnixStream;

  constructor(socket: UnixStream) {
    this.socket = socket;
    this.turn = socket.sendTurn;
  }

  waitLimit(): number {
    const limit = this.socket.waitLimit();
    return limit < 0 ? PAUSE : Math.min(limit, PAUSE);
  }

  workLimit(): number {
    return this.waitLimit();
  }
}
