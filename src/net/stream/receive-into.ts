// receive of a number of bytes straight into the caller's memory.

import { EAGAIN } from "../../os/errno.ts";
import { assertInside, type Region } from "../../os/region.ts";
import { AT_ONCE, WITH_ALL } from "../../os/socket/socket.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { CLOSED, type Failure, streamFailure, TIMEOUT } from "../error-text.ts";
import { DONE, type Need, type Operation, READABLE } from "../operation.ts";
import type { ReceivingStream } from "./receive.ts";

/** Fills memory from a stream: from its input buffer first, then from the kernel without a copy between. */
export class ReceiveInto implements Operation {
  /** Why it failed, or undefined. */
  failure: Failure | undefined = undefined;
  /** Number of bytes written, also by a receive that failed. */
  received = 0;

  private readonly stream: ReceivingStream;
  private readonly region: Region;
  private readonly offset: number;
  private readonly size: number;

  constructor(stream: ReceivingStream, region: Region, offset: number, size: number) {
    this.stream = stream;
    this.region = region;
    this.offset = offset;
    this.size = size;
    stream.receiveConflicts.check();
    stream.timeout.start();
  }

  get conflicts(): ConflictDetector {
    return this.stream.receiveConflicts;
  }

  get fd(): number {
    return this.stream.fd;
  }

  get progress(): number {
    return this.received;
  }

  attempt(): Need {
    const { input } = this.stream;
    let { mayBlockInKernel } = this.stream;
    while (this.received < this.size) {
      const at = this.offset + this.received;
      const wanted = this.size - this.received;
      if (input.length > 0) {
        this.received += input.moveInto(inside(this.region, at, wanted), at, wanted);
        continue;
      }
      if (this.fd < 0) return this.fail(CLOSED);
      const got = input.readInto(this.fd, this.region, at, wanted, mayBlockInKernel ? WITH_ALL : AT_ONCE);
      if (got === -EAGAIN) return this.stream.timeout.neverWaits ? this.expire() : READABLE;
      if (got === 0) return this.fail(CLOSED);
      if (got < 0) return this.fail(streamFailure(-got, this.stream.context.dialect));
      this.received += got;
      // If bytes are still missing, the end of the stream cut the read short, or a signal: the kernel is not to wait again.
      mayBlockInKernel = false;
    }
    return DONE;
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.fail(failure);
  }

  waitLimit(): number {
    return this.stream.timeout.waitLimit();
  }

  cancel(): void {
    // No result reports how many bytes have come: they are received anew.
    this.stream.input.putBack(this.region.bytes, this.offset, this.received);
    this.received = 0;
  }

  private fail(failure: Failure): Need {
    this.failure = failure;
    return DONE;
  }
}

function inside(region: Region, offset: number, size: number): Uint8Array {
  assertInside(region, offset, size);
  return region.bytes;
}
