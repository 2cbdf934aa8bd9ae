// receive: LuaSocket's buffer.c, as an operation that never waits.

import { EAGAIN } from "../../os/errno.ts";
import { AT_ONCE, WITH_ALL, WITH_SOMETHING } from "../../os/socket/socket.ts";
import { POOL_BUFFER_SIZE } from "../buffer-pool.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { CLOSED, type Failure, LINE_TOO_LONG, streamFailure, TIMEOUT, TOO_MUCH_DATA } from "../error-text.ts";
import { DONE, type Need, type Operation, READABLE } from "../operation.ts";
import type { ReceiveLimits } from "../receive-limits.ts";
import type { Socket } from "../socket.ts";
import type { InputBuffer } from "./input-buffer.ts";
import { ALL, COUNT, LINE, MET, type Pattern, type Want } from "./patterns.ts";

/** The part of a stream that a receive works on. */
export interface ReceivingStream extends Socket {
  readonly input: InputBuffer;
  readonly limits: ReceiveLimits;
}

/** Takes the bytes of ALL off the input piece by piece, while more are still to come. */
export interface EarlyDecoder {
  /** Number of bytes that are off the input and belong to the result. */
  readonly decoded: number;
  /** Takes what it can. Called after each read. */
  decode(): void;
  /** Puts everything back on the input. */
  restore(): void;
}

/**
 * Number of missing bytes from which a call that may block in the kernel waits for all of them and reads no more.
 * For less, reading ahead saves more calls than it costs.
 */
const READ_EXACTLY_MIN_BYTES = POOL_BUFFER_SIZE / 2;

/**
 * One receive on a stream, which owns one of these and reuses it for each call: `begin` sets what is wanted, `attempt`
 * reads until the input buffer holds it.
 *
 * When the operation is done, the result is `size` bytes of the input buffer, `offset` bytes behind its front. The
 * binding makes its kind of string of them and only then calls `consume`: bytes that no string can be made of stay.
 */
export class Receive implements Operation {
  /** Why it failed, or undefined. The bytes of a failed receive are LuaSocket's partial result. */
  failure: Failure | undefined = undefined;
  /** Number of bytes before the result: earlier patterns of the same call have found them. */
  offset = 0;
  /** Number of bytes of the result. A line has its CRs, but not the LF that ended it. */
  size = 0;

  private readonly stream: ReceivingStream;
  private readonly input: InputBuffer;

  private want: Want = LINE;
  /** Number of bytes wanted, where `want` is COUNT; 0 for LINE and ALL. */
  private count = 0;
  /** Maximum size of the result. */
  private limit = Number.POSITIVE_INFINITY;
  private early: EarlyDecoder | undefined = undefined;

  /** Number of bytes known to hold no LF, so that a line that comes in pieces is searched once. */
  private searched = 0;
  /** Number of bytes behind the result that end it and are consumed with it. */
  private terminatorSize = 0;

  constructor(stream: ReceivingStream) {
    this.stream = stream;
    this.input = stream.input;
  }

  /**
   * Starts anew.
   *
   * @param prefixSize  number of bytes that the caller already has; they count towards a number of bytes and a limit
   * @param early       decodes part of ALL while the rest is still to come
   */
  begin(pattern: Pattern, prefixSize: number, early?: EarlyDecoder): this {
    this.stream.receiveConflicts.check();
    this.stream.timeout.start();
    this.failure = undefined;
    this.offset = 0;
    this.setWant(pattern);
    // A limit needs all bytes in the input, where they are counted.
    this.early = this.want === ALL && this.limit === Number.POSITIVE_INFINITY ? early : undefined;
    // Otherwise a peer could make a line grow from one timeout to the next.
    this.limit -= prefixSize;
    if (this.want === COUNT && prefixSize > 0) {
      this.count -= prefixSize;
      // With a prefix that is long enough nothing is read: a request for 0 more bytes is satisfied (recvraw).
      if (this.count <= 0) this.want = MET;
    }
    return this;
  }

  /** Continues with another pattern, behind the bytes found so far. All of them are consumed together at the end. */
  next(pattern: Pattern): this {
    this.offset += this.size + this.terminatorSize;
    this.setWant(pattern);
    return this;
  }

  private setWant(pattern: Pattern): void {
    const { limits, context } = this.stream;
    this.size = 0;
    this.searched = 0;
    this.terminatorSize = 0;
    if (typeof pattern === "number") {
      this.want = pattern > 0 || context.dialect.zeroBytesAreRead ? COUNT : MET;
      this.count = pattern;
      this.limit = limits.count;
    } else {
      this.want = pattern;
      this.count = 0;
      this.limit = pattern === LINE ? limits.line : limits.all;
    }
  }

  attempt(): Need {
    return this.find() ? this.found() : this.read();
  }

  /** Reads until the input holds the result. */
  private read(): Need {
    const { input } = this;
    let { mayBlockInKernel } = this.stream;
    do {
      if (this.isBeyondLimit()) return this.failAtLimit();
      if (this.fd < 0) return this.end(0);
      const wanted = this.offset + this.count;
      const room = input.makeRoom(wanted);
      const missing = wanted - input.length;
      const readsExactly = mayBlockInKernel && missing >= READ_EXACTLY_MIN_BYTES;
      const size = readsExactly ? Math.min(missing, room) : room;
      const until = readsExactly ? WITH_ALL : mayBlockInKernel ? WITH_SOMETHING : AT_ONCE;
      const got = input.fill(this.fd, size, until);
      if (got === -EAGAIN) return this.stream.timeout.neverWaits ? this.expire() : READABLE;
      if (got <= 0) return this.end(got);
      // The end of the stream cut the read short, or a signal: the kernel is not to wait again.
      if (readsExactly && got < size) mayBlockInKernel = false;
      this.early?.decode();
    } while (!this.find());
    return this.found();
  }

  /** Looks for the result in the input. Returns false while bytes of it are missing. */
  private find(): boolean {
    switch (this.want) {
      case LINE:
        return this.findLine();
      case COUNT:
        return this.findCount();
      default:
        // Only the end of the stream completes ALL.
        return this.want === MET;
    }
  }

  private findLine(): boolean {
    const { input } = this;
    const start = input.start + this.offset;
    const at = input.lineEnd(start + this.searched);
    this.searched = at - start;
    if (at === input.end) return false;
    this.size = this.searched;
    this.terminatorSize = 1;
    return true;
  }

  private findCount(): boolean {
    const { available, count } = this;
    // 0 bytes still waits for something to arrive: recvraw reads before it looks how much it wants.
    if (available === 0 || available < count) return false;
    this.size = count;
    return true;
  }

  /** Number of bytes in the input that may belong to the result. */
  private get available(): number {
    return this.input.length - this.offset;
  }

  /** Number of bytes of the result that are off the input already. */
  private get decoded(): number {
    return this.early === undefined ? 0 : this.early.decoded;
  }

  /** Finishes with a result that the input holds. */
  private found(): Need {
    return this.size > this.limit && this.want !== MET ? this.failAtLimit() : DONE;
  }

  /** True if the result would be too large, even with nothing more behind the bytes that are here. */
  private isBeyondLimit(): boolean {
    return (this.want === COUNT ? this.count : this.available) > this.limit;
  }

  /** The bytes within the limit are the partial result; those behind it can be received in another way. */
  private failAtLimit(): Need {
    this.failure = this.want === LINE ? LINE_TOO_LONG : TOO_MUCH_DATA;
    this.size = this.want === COUNT ? 0 : Math.max(Math.min(this.limit, this.available), 0);
    this.terminatorSize = 0;
    return DONE;
  }

  /** Finishes at the end of the stream, orderly (0) or not (the negative errno). */
  private end(got: number): Need {
    const { dialect } = this.stream.context;
    if (this.want === ALL) {
      // Only an orderly end completes "*a", and only if anything came before it (recvall).
      const isComplete = got === 0 && this.available + this.decoded > 0;
      if (isComplete || dialect.anyEndCompletesAll) {
        this.size = this.available;
        return DONE;
      }
    }
    return this.fail(got < 0 ? streamFailure(-got, dialect) : CLOSED);
  }

  private fail(failure: Failure): Need {
    this.failure = failure;
    this.size = this.available;
    return DONE;
  }

  /** Removes the result from the input buffer, and all before it. */
  consume(): void {
    this.input.take(this.offset + this.size + this.terminatorSize);
  }

  /** True for a line: its CRs are to be dropped, from a partial one too. */
  get isLine(): boolean {
    return this.want === LINE;
  }

  /** True if lines have a limit: then only this operation may find them. */
  get limitsLines(): boolean {
    return this.stream.limits.line !== Number.POSITIVE_INFINITY;
  }

  // Calls of a driver:

  get fd(): number {
    return this.stream.descriptor.fd;
  }

  get conflicts(): ConflictDetector {
    return this.stream.receiveConflicts;
  }

  get progress(): number {
    return this.input.length + this.decoded;
  }

  waitLimit(): number {
    return this.stream.timeout.waitLimit();
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.fail(failure);
  }

  cancel(): void {
    this.early?.restore();
  }
}
