// Unix-domain streams (unixstream.c).

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { monotonicSeconds } from "../../os/clock.ts";
import { EAGAIN, EINTR } from "../../os/errno.ts";
import { connect } from "../../os/socket/socket.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";
import { STREAM } from "../inet/permitted-addresses.ts";
import { SteppedOperation, type Steps, WRITABLE } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";
import { Stream } from "../stream/stream.ts";
import { openUnix, unixAddress } from "./unix-address.ts";

export class UnixStream extends Stream<"unixstream"> {
  constructor(context: SocketContext) {
    super("unixstream", context);
  }

  /** Wraps the descriptor of a connection that this server accepted. */
  accepted(fd: number, isBlocking: boolean): UnixStream {
    const client = new UnixStream(this.context);
    client.descriptor.own(fd, isBlocking);
    client.role = "client";
    client.limits = this.limits;
    return client;
  }
}

export function unixStream(context: SocketContext): UnixStream | Failure {
  const socket = new UnixStream(context);
  return openUnix(socket, STREAM) ?? socket;
}

/** Connects to a path. Success makes the object a client; failure closes it. */
export function connectPathOperation(
  socket: UnixStream,
  path: Uint8Array,
): SteppedOperation<Failure | undefined> {
  const queue = new Queue(socket);
  return new SteppedOperation(queue, connectPathSteps(socket, queue, path));
}

function* connectPathSteps(socket: UnixStream, queue: Queue, path: Uint8Array): Steps<Failure | undefined> {
  const address = unixAddress(socket, path);
  if (typeof address === "string") return address;
  if (socket.fd < 0) return CLOSED;
  socket.timeout.start();
  const failure = yield* attemptPathSteps(socket, queue, address);
  if (failure === undefined) socket.role = "client";
  else socket.close();
  return failure;
}

function* attemptPathSteps(socket: UnixStream, queue: Queue, address: Sockaddr): Steps<Failure | undefined> {
  for (;;) {
    if (socket.fd < 0) return CLOSED;
    // Unlike recv(2), connect(2) has no flag for a non-blocking call.
    if (!socket.mayBlockInKernel) socket.descriptor.stopBlocking();
    const result = connect(socket.fd, address);
    if (result === 0) return undefined;
    // A signal interrupted the wait for the server's full queue.
    if (result === -EINTR) continue;
    // The server's queue is full, and no event reports when it has room again (unix(7)).
    if (result !== -EAGAIN) return errorText(-result);
    if (socket.timeout.neverWaits || queue.isOver()) return TIMEOUT;
    yield WRITABLE;
  }
}

/** Seconds between two attempts with a full queue. */
const PAUSE = 0.01;

/** Waits for time only. For the socket's timeouts all attempts together are one wait. */
class Queue {
  readonly fd = -1;
  readonly conflicts: ConflictDetector;
  private readonly socket: UnixStream;
  private deadline: number | undefined;

  constructor(socket: UnixStream) {
    this.socket = socket;
    this.conflicts = socket.sendConflicts;
  }

  /** True once the deadline, which starts with the first call, has passed. */
  isOver(): boolean {
    return this.left() <= 0;
  }

  waitLimit(): number {
    return Math.min(this.left(), PAUSE);
  }

  private left(): number {
    if (this.deadline === undefined) {
      const limit = this.socket.waitLimit();
      this.deadline = limit < 0 ? Number.POSITIVE_INFINITY : monotonicSeconds() + limit;
    }
    return Math.max(this.deadline - monotonicSeconds(), 0);
  }

  workLimit(): number {
    return this.waitLimit();
  }
}
