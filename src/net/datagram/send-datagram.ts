// send and sendto of datagrams (udp.c), as an operation.

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { EAGAIN, EPIPE } from "../../os/errno.ts";
import { copyOf, isReused, managedRegion, type Region } from "../../os/region.ts";
import { sendDatagram } from "../../os/socket/datagram.ts";
import { sendBytes } from "../../os/socket/socket.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { errorText, type Failure, REFUSED, TIMEOUT } from "../error-text.ts";
import { DONE, type Need, type Operation, WRITABLE } from "../operation.ts";
import type { Socket } from "../socket.ts";

const NOTHING: Region = managedRegion(new Uint8Array(0));

/** One send of a datagram. Each socket has one of these and reuses it. */
export class SendDatagram implements Operation {
  /** The failure, or undefined. */
  failure: Failure | undefined = undefined;
  /** Number of bytes sent; 0 for an empty datagram. */
  sent = 0;

  private readonly socket: Socket;
  private region: Region = NOTHING;
  private offset = 0;
  private size = 0;
  private peer: Sockaddr | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  get fd(): number {
    return this.socket.fd;
  }

  get conflicts(): ConflictDetector {
    return this.socket.sendConflicts;
  }

  /**
   * Starts a new send of `size` bytes of `region` from `offset` on, which must not change until it is done.
   *
   * @param peer  the receiver; undefined for the peer of a connected socket
   */
  begin(region: Region, offset: number, size: number, peer: Sockaddr | undefined): this {
    this.socket.sendConflicts.check();
    this.region = region;
    this.offset = offset;
    this.size = size;
    this.peer = peer;
    this.failure = undefined;
    this.sent = 0;
    this.socket.timeout.start();
    return this;
  }

  attempt(): Need {
    const { region, offset, size, peer } = this;
    if (this.fd < 0) return this.finish(REFUSED);
    const { mayBlockInKernel } = this.socket;
    const put =
      peer === undefined
        ? sendBytes(this.fd, region, offset, size, mayBlockInKernel)
        : sendDatagram(this.fd, region, offset, size, peer, mayBlockInKernel);
    if (put >= 0) {
      this.sent = put;
      return this.finish(undefined);
    }
    if (put === -EAGAIN) return this.socket.timeout.neverWaits ? this.expire() : WRITABLE;
    return this.finish(put === -EPIPE ? REFUSED : errorText(-put));
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.finish(failure);
  }

  waitLimit(): number {
    return this.socket.timeout.waitLimit();
  }

  detachBuffers(): void {
    if (!isReused(this.region)) return;
    this.region = copyOf(this.region, this.offset, this.size);
    this.offset = 0;
  }

  private finish(failure: Failure | undefined): Need {
    this.failure = failure;
    // Drops the reference: the data may be large and belongs to the caller.
    this.region = NOTHING;
    return DONE;
  }
}
