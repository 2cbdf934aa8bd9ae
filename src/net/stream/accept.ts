// accept: the next connection of a server.

import { EAGAIN, ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM } from "../../os/errno.ts";
import type { Descriptor } from "../../os/socket/descriptor.ts";
import { accept } from "../../os/socket/socket.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";
import { DONE, type Need, type Operation, READABLE } from "../operation.ts";
import type { SocketContext } from "../socket-context.ts";
import type { Timeout } from "../timeout.ts";

/** The part of a server that an accept works on. */
export interface Acceptor<Client> {
  readonly fd: number;
  readonly descriptor: Descriptor;
  /** True if accept(2) itself may wait. */
  readonly mayBlockInKernel: boolean;
  /** Decides whether clients get blocking descriptors. */
  readonly context: SocketContext;
  readonly timeout: Timeout;
  /** Number of accepts that wait while other code runs. */
  waitingAccepts: number;
  /** Makes a client, of the server's own kind, of a connection's descriptor. */
  accepted(fd: number, isBlocking: boolean): Client;
}

/** Errors that may pass: the connection stays in the backlog. */
const SHORTAGES: ReadonlySet<number> = new Set([EMFILE, ENFILE, ENOBUFS, ENOMEM]);

export class Accept<Client> implements Operation {
  failure: Failure | undefined = undefined;
  /** True if it failed because the system was short of descriptors or memory. */
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
    // Unlike recv(2), accept(2) has no flag that keeps it from waiting.
    if (!server.mayBlockInKernel) server.descriptor.stopBlocking();
    for (;;) {
      const fd = accept(this.fd, blocksInKernel);
      if (fd >= 0) {
        this.client = server.accepted(fd, blocksInKernel);
        return this.end();
      }
      if (fd === -EAGAIN) return server.timeout.neverWaits ? this.expire() : READABLE;
      // The peer aborted while it was in the backlog: no failure of the server.
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
