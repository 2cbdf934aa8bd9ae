// receive and receivefrom of datagrams (udp.c), as an operation.

import { EAGAIN } from "../../os/errno.ts";
import { managedRegion, type Region } from "../../os/region.ts";
import { nextDatagramSize, receiveDatagram, Sender } from "../../os/socket/datagram.ts";
import { AT_ONCE, receiveBytes, WITH_SOMETHING } from "../../os/socket/socket.ts";
import { POOL_BUFFER_SIZE, type PoolBuffer } from "../buffer-pool.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { CLOSED, errorText, type Failure, OUT_OF_MEMORY, TIMEOUT } from "../error-text.ts";
import { DONE, type Need, type Operation, READABLE } from "../operation.ts";
import type { Socket } from "../socket.ts";

const NO_REGION: Region = managedRegion(new Uint8Array(0));
/** More than any process can allocate. LuaSocket's malloc fails likewise. */
const TOO_LARGE = 2 ** 47;

/**
 * One receive of a datagram. Each socket has one of these and reuses it.
 *
 * Afterwards the datagram is in `region`. The binding converts it to a string, then calls `release`: a datagram
 * whose conversion fails is kept, and the next receive returns it.
 */
export class ReceiveDatagram implements Operation {
  /** The failure, or undefined. */
  failure: Failure | undefined = undefined;
  region: Region = NO_REGION;
  offset = 0;
  /** Size of the received datagram, at most the requested size. */
  size = 0;
  /** Sender of the last datagram received while unconnected. */
  readonly sender: Sender = new Sender();
  /** Number of times the sender differed from the previous one. */
  senderChanges = 0;

  private readonly socket: Socket;
  private wanted = 0;
  private isFrom = false;
  private hasWaited = false;
  /** Pool memory with an unreleased datagram. */
  private buffer: PoolBuffer | undefined;
  /** The caller's memory for the datagram, used instead of the pool. */
  private target: Region | undefined;
  private targetOffset = 0;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  get fd(): number {
    return this.socket.fd;
  }

  get conflicts(): ConflictDetector {
    return this.socket.receiveConflicts;
  }

  /** True if a datagram has been received and not released. */
  get hasDatagram(): boolean {
    return this.buffer !== undefined;
  }

  /**
   * Starts a new receive. Bytes of the datagram beyond `size` are discarded.
   *
   * @param isFrom  true to return the sender too
   */
  begin(size: number, isFrom: boolean): this {
    this.socket.receiveConflicts.check();
    const { largestDatagramRead } = this.socket.context.dialect;
    // LuaSocket treats a size below 0 as a huge one.
    const wanted = size >= 0 ? Math.trunc(size) : Number.POSITIVE_INFINITY;
    this.wanted = Math.min(wanted, largestDatagramRead);
    this.isFrom = isFrom;
    this.hasWaited = false;
    this.target = undefined;
    this.failure = undefined;
    if (this.buffer === undefined) this.size = 0;
    this.socket.timeout.start();
    return this;
  }

  /** Like begin, but the datagram goes into the caller's memory. */
  beginInto(region: Region, offset: number, size: number, isFrom: boolean): this {
    this.begin(size, isFrom);
    this.target = region;
    this.targetOffset = offset;
    return this;
  }

  attempt(): Need {
    if (this.wanted >= TOO_LARGE) return this.fail(OUT_OF_MEMORY);
    if (this.buffer !== undefined) return this.takeAgain();
    // Without a descriptor LuaSocket returns an empty datagram, every time (udp.c); but it has no sender.
    if (this.fd < 0) return this.isFrom || this.hasWaited ? this.fail(CLOSED) : DONE;
    const got =
      this.target === undefined
        ? this.readIntoPoolBuffer()
        : this.read(this.target, this.targetOffset, this.wanted);
    if (got === -EAGAIN) {
      if (this.socket.timeout.neverWaits) return this.expire();
      this.hasWaited = true;
      return READABLE;
    }
    if (got < 0) return this.fail(errorText(-got));
    this.size = got;
    return DONE;
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.fail(failure);
  }

  waitLimit(): number {
    return this.socket.timeout.waitLimit();
  }

  /** Releases the datagram's memory once its bytes have been copied. */
  release(): void {
    if (this.buffer === undefined) return;
    this.socket.context.buffers.release(this.buffer);
    this.buffer = undefined;
    this.region = NO_REGION;
    this.size = 0;
  }

  /** Returns the datagram whose conversion to a string failed. */
  private takeAgain(): Need {
    this.size = Math.min(this.size, this.wanted);
    if (this.target === undefined) return DONE;
    const { size } = this;
    const datagram = this.region.bytes.subarray(this.offset, this.offset + size);
    this.target.bytes.set(datagram, this.targetOffset);
    this.release();
    this.size = size;
    return DONE;
  }

  private readIntoPoolBuffer(): number {
    const { buffers } = this.socket.context;
    let room = this.wanted;
    if (room > POOL_BUFFER_SIZE) {
      // Query the size instead of allocating the maximum that the caller allows.
      const size = nextDatagramSize(this.fd, this.socket.mayBlockInKernel);
      if (size < 0) return size;
      room = Math.min(room, size);
    }
    const buffer = buffers.acquire(room);
    const got = this.read(buffer.region, buffer.offset, room);
    if (got < 0) {
      buffers.release(buffer);
      return got;
    }
    this.buffer = buffer;
    this.region = buffer.region;
    this.offset = buffer.offset;
    return got;
  }

  private read(region: Region, offset: number, size: number): number {
    const { role, mayBlockInKernel } = this.socket;
    if (role === "connected")
      return receiveBytes(this.fd, region, offset, size, mayBlockInKernel ? WITH_SOMETHING : AT_ONCE);
    const got = receiveDatagram(this.fd, region, offset, size, mayBlockInKernel);
    if (got >= 0 && this.sender.update()) this.senderChanges++;
    return got;
  }

  private fail(failure: Failure): Need {
    this.failure = failure;
    return DONE;
  }
}
