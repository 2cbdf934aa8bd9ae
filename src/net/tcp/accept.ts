// accept: the next connection of a server.

import { EAGAIN, ECONNABORTED } from "../../os/errno.js";
import { accept } from "../../os/socket.js";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.js";
import { DONE, type Need, type Operation, READABLE } from "../operation.js";
import type { TcpSocket } from "./tcp-socket.js";

export class Accept implements Operation {
  failure: Failure | undefined = undefined;
  client: TcpSocket | undefined = undefined;

  private readonly server: TcpSocket;

  constructor(server: TcpSocket) {
    this.server = server;
    server.timeout.start();
  }

  get fd(): number {
    return this.server.fd;
  }

  attempt(): Need {
    if (this.fd < 0) return this.fail(CLOSED);
    for (;;) {
      const fd = accept(this.fd);
      if (fd >= 0) {
        this.client = this.server.accepted(fd);
        return DONE;
      }
      if (fd === -EAGAIN) return this.server.timeout.neverWaits ? this.expire() : READABLE;
      // A client that gave up while it stood in the queue is no failure of the server.
      if (fd !== -ECONNABORTED) return this.fail(errorText(-fd));
    }
  }

  expire(): Need {
    return this.fail(TIMEOUT);
  }

  waitLimit(): number {
    return this.server.timeout.waitLimit();
  }

  private fail(failure: Failure): Need {
    this.failure = failure;
    return DONE;
  }
}
