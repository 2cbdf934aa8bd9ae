// receive and receivefrom of datagrams (udp.c), written so that they never wait.

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
/** More than any process can have. LuaSocket asks malloc, which says the same. */
const TOO_LARGE = 2 ** 47;

/**
 * One receive of a datagram. Each socket owns one of these and uses it again and again.
 *
 * When it is done, the datagram stands in `region`. The binding turns it into its kind of string first and
 * calls `release` then: a datagram that cannot be turned into a string stays, and is the next one.
 */
export class ReceiveDatagram implements Operation {
  /** Why it failed, or undefined. */
  failure: Failure | undefined = undefined;
  region: Region = NO_REGION;
  offset = 0;
  /** How many bytes of the datagram were asked for and are there. */
  size = 0;
  /** Who sent the last datagram that an unconnected socket has read. */
  readonly sender: Sender = new Sender();
  /** Counts how often the sender was another than before. */
  senderChanges = 0;

  private readonly socket: Socket;
  private wanted = 0;
  private isFrom = false;
  private hasWaited = false;
  /** Borrowed memory with a datagram in it, until it is released. */
  private block: PoolBuffer | undefined;
  /** Memory of the caller's that the datagram is to go to instead. */
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

  /** Whether a datagram has been read and not released. */
  get hasDatagram(): boolean {
    return this.block !== undefined;
  }

  /**
   * Starts anew. What is beyond the first `size` bytes of the datagram is lost.
   *
   * @param isFrom its sender is wanted too
   */
  begin(size: number, isFrom: boolean): this {
    this.socket.receiveConflicts.check();
    const { largestDatagramRead } = this.socket.context.dialect;
    // LuaSocket takes a size below 0 for a huge one.
    const wanted = size >= 0 ? Math.trunc(size) : Number.POSITIVE_INFINITY;
    this.wanted = Math.min(wanted, largestDatagramRead);
    this.isFrom = isFrom;
    this.hasWaited = false;
    this.target = undefined;
    this.failure = undefined;
    if (this.block === undefined) this.size = 0;
    this.socket.timeout.start();
    return this;
  }

  /** As begin, but the datagram goes into memory of the caller's. */
  beginInto(region: Region, offset: number, size: number, isFrom: boolean): this {
    this.begin(size, isFrom);
    this.target = region;
    this.targetOffset = offset;
    return this;
  }

  attempt(): Need {
    if (this.wanted >= TOO_LARGE) return this.fail(OUT_OF_MEMORY);
    if (this.block !== undefined) return this.takeAgain();
    // A socket without a descriptor has an empty datagram to give, for ever (udp.c); but nobody sent it.
    if (this.fd < 0) return this.isFrom || this.hasWaited ? this.fail(CLOSED) : DONE;
    const got =
      this.target === undefined
        ? this.readIntoBlock()
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

  /** Gives back the datagram's memory: its bytes have been copied. */
  release(): void {
    if (this.block === undefined) return;
    this.socket.context.buffers.release(this.block);
    this.block = undefined;
    this.region = NO_REGION;
    this.size = 0;
  }
  /** The datagram that was read before and could not be made a string of. */
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

  private readIntoBlock(): number {
    const { buffers } = this.socket.context;
    let room = this.wanted;
    if (room > POOL_BUFFER_SIZE) {
      // Rather ask than borrow what a caller only says that it wants.
      const size = nextDatagramSize(this.fd, this.socket.mayBlockInKernel);
      if (size < 0) return size;
      room = Math.min(room, size);
    }
    const block = buffers.acquire(room);
    const got = this.read(block.region, block.offset, room);
    if (got < 0) {
      buffers.release(block);
      return got;
    }
    this.block = block;
    this.region = block.region;
    this.offset = block.offset;
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
