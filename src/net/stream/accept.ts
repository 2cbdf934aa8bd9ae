// accept: the next connection of a server.

import { EAGAIN, ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM } from "../../os/errno.ts";
import type { Descriptor } from "../../os/socket/descriptor.ts";
import { accept } from "../../os/socket/socket.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";
import { DONE, type Need, type Operation, READABLE } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";
import type { Timeout } from "../timeout.ts";

/** A server: what it makes of a connection's descriptor is a client of its own kind. */
export interface Acceptor<Client> {
  readonly fd: number;
  readonly descriptor: Descriptor;
  /** Whether accept(2) is to hold the thread, and */
  readonly mayBlockInKernel: boolean;
  /** whether clients are to have blocking descriptors. */
  readonly context: SocketContext;
  readonly timeout: Timeout;
  /** How many calls wait for a connection while others run. */
  waitingAccepts: number;
  accepted(fd: number, isBlocking: boolean): Client;
}

/** What the system may have again in a moment: the connection stays in the queue. */
const SHORTAGES: ReadonlySet<number> = new Set([EMFILE, ENFILE, ENOBUFS, ENOMEM]);

export class Accept<Client> implements Operation {
  failure: Failure | undefined = undefined;
  /** It failed for want of a descriptor or of memory. */
  isShortage = false;
  client: Client | undefined = undefined;

  private readonly server: Acceptor<Client>;
  private isWaiting = false;

  constructor(server: Acceptor<Client>) {
    this.server = server;
    server.timeout.start();
  }

  get fd(): number {
    return this.server.fd;
  }

  attempt(): Need {
    const { server } = this;
    const { blocksInKernel } = server.context;
    if (this.fd < 0) return this.fail(CLOSED);
    // Unlike recv(2), accept(2) cannot be told not to wait.
    if (!server.mayBlockInKernel) server.descriptor.stopBlocking();
    for (;;) {
      const fd = accept(this.fd, blocksInKernel);
      if (fd >= 0) {
        this.client = server.accepted(fd, blocksInKernel);
        return this.end();
      }
      if (fd === -EAGAIN) return server.timeout.neverWaits ? this.expire() : READABLE;
      // A client that gave up while it stood in the queue is no failure of the server.
      if (fd === -ECONNABORTED) continue;
      this.isShortage = SHORTAGES.has(-fd);
      return this.fail(errorText(-fd));
    }
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.fail(failure);
  }

  waitLimit(): number {
    return this.server.timeout.waitLimit();
  }

  detachBuffers(): void {
    this.isWaiting = true;
    this.server.waitingAccepts++;
  }

  cancel(): void {
    this.end();
  }

  private fail(failure: Failure): Need {
    this.failure = failure;
    return this.end();
  }

  private end(): Need {
    if (this.isWaiting) this.server.waitingAccepts--;
    this.isWaiting = false;
    return DONE;
  }
}
