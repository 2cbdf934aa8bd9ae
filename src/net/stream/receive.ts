// receive: LuaSocket's buffer.c, written so that it never waits.

import { EAGAIN } from "../../os/errno.ts";
import { AT_ONCE, WITH_ALL, WITH_SOMETHING } from "../../os/socket/socket.ts";
import { POOL_BUFFER_SIZE } from "../buffer-pool.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { CLOSED, type Failure, LINE_TOO_LONG, streamFailure, TIMEOUT, TOO_MUCH_DATA } from "../error-text.ts";
import { DONE, type Need, type Operation, READABLE } from "../operation.ts";
import type { ReceiveLimits } from "../receive-limits.ts";
import type { Socket } from "../socket.ts";
import type { InputBuffer } from "./input-buffer.ts";
import { ALL, LINE, type Pattern } from "./patterns.ts";

/** The part of a stream that a receive works on. */
export interface ReceivingStream extends Socket {
  readonly input: InputBuffer;
  readonly limits: ReceiveLimits;
}

/** Makes data of bytes while more are still to come. */
export interface EarlyDecoder {
  /** Takes bytes off the input, and gives how many; 0 if it can make nothing of them. */
  drain(): number;
  /** Puts back on the input what it has taken. */
  restore(): void;
}

/**
 * From so many missing bytes on, a call that holds the thread lets the system wait for all of them, and reads no
 * more. For less, it is the larger gain to have what follows as well.
 */
const READ_EXACTLY_MIN_BYTES = POOL_BUFFER_SIZE / 2;

/** From so many bytes on they are gathered. */
const EARLY_DECODE_MIN_BYTES = 1024 * 1024;

/**
 * One receive on a stream. Each stream owns one of these and uses it again and again.
 *
 * When it is done, its bytes still stand at the front of the input buffer, `size` of them. The binding
 * turns them into its kind of string first and calls `consume` then, so that what cannot be turned
 * into a string is not lost.
 */
export class Receive implements Operation {
  /** Why it failed, or undefined. Bytes of a failed receive are LuaSocket's partial result. */
  failure: Failure | undefined = undefined;
  /** How many bytes the result has. A line's CRs are among them, the LF that ended it is not. */
  size = 0;

  private readonly stream: ReceivingStream;
  private readonly input: InputBuffer;
  private pattern: Pattern = LINE;
  /** How many bytes are known to hold no LF, so that a line that comes in pieces is searched once. */
  private searched = 0;
  /** Bytes that end the result and do not belong to it. */
  private terminatorSize = 0;
  /** Bytes at the front of the input that earlier patterns of the same call have found. */
  private resultOffset = 0;
  private earlyDecoder: EarlyDecoder | undefined;
  private drainsEarly = false;
  /** How many bytes of the result have been taken off the input already. */
  private drainedBytes = 0;
  /** The most bytes that the result may have. */
  private limit = Number.POSITIVE_INFINITY;

  constructor(stream: ReceivingStream) {
    this.stream = stream;
    this.input = stream.input;
  }

  get fd(): number {
    return this.stream.descriptor.fd;
  }

  get conflicts(): ConflictDetector {
    return this.stream.receiveConflicts;
  }

  get progress(): number {
    return this.drainedBytes + this.input.length;
  }

  /** A line: the CRs in it are to be dropped, from a partial one too. */
  get isLine(): boolean {
    return this.pattern === LINE;
  }

  /** Starts anew. `prefixSize` bytes that the caller already has count towards a number of bytes. */
  begin(pattern: Pattern, prefixSize: number): this {
    this.stream.receiveConflicts.check();
    this.resultOffset = 0;
    this.drainsEarly = false;
    this.drainedBytes = 0;
    this.failure = undefined;
    this.stream.timeout.start();
    this.setPattern(pattern);
    // Or a peer could have a line grow from one timeout to the next.
    this.limit -= prefixSize;
    if (pattern >= 0 && prefixSize > 0) {
      // With a prefix that is long enough nothing is read, and 0 bytes more is a wish come true (recvraw).
      this.pattern = pattern - prefixSize;
      if (this.pattern <= 0) this.pattern = SATISFIED;
    }
    return this;
  }

  /** Has data made of much of "*a" before all is there. */
  drainInto(decoder: EarlyDecoder): void {
    this.earlyDecoder = decoder;
    this.drainsEarly = this.pattern === ALL && this.limit === Number.POSITIVE_INFINITY;
  }

  /** Goes on with another pattern, behind what has been found. All of it is consumed together in the end. */
  next(pattern: Pattern): this {
    this.resultOffset += this.size + this.terminatorSize;
    this.setPattern(pattern);
    return this;
  }

  /** Whether lines may not have any length: none is to be found by other means then. */
  get limitsLines(): boolean {
    return this.stream.limits.line !== Number.POSITIVE_INFINITY;
  }

  /** Where the bytes of the result begin, counted from the front of the input buffer. */
  get offset(): number {
    return this.resultOffset;
  }

  attempt(): Need {
    const { input } = this;
    let { mayBlockInKernel } = this.stream;
    while (!this.isSatisfied()) {
      if (this.isBeyondLimit()) return this.failAtLimit();
      if (this.fd < 0) return this.end(0);
      const wanted = this.resultOffset + this.pattern;
      const room = input.makeRoom(wanted);
      const missing = wanted - input.length;
      const isWhole = mayBlockInKernel && missing >= READ_EXACTLY_MIN_BYTES;
      const size = isWhole ? Math.min(missing, room) : room;
      const got = input.fill(this.fd, size, isWhole ? WITH_ALL : mayBlockInKernel ? WITH_SOMETHING : AT_ONCE);
      if (got > 0) {
        // The end has cut it short, or a signal: then the wait goes on in another way.
        if (isWhole && got < size) mayBlockInKernel = false;
        if (this.drainsEarly && input.length >= EARLY_DECODE_MIN_BYTES)
          this.drain(this.earlyDecoder as EarlyDecoder);
        continue;
      }
      if (got === -EAGAIN) return this.stream.timeout.neverWaits ? this.expire() : READABLE;
      return this.end(got);
    }
    return this.size > this.limit && this.pattern !== SATISFIED ? this.failAtLimit() : DONE;
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.fail(failure);
  }

  waitLimit(): number {
    return this.stream.timeout.waitLimit();
  }

  cancel(): void {
    if (this.drainedBytes > 0) this.earlyDecoder?.restore();
    this.drainedBytes = 0;
  }

  /** Removes the bytes from the input buffer. */
  consume(): void {
    this.input.take(this.resultOffset + this.size + this.terminatorSize);
  }

  private setPattern(pattern: Pattern): void {
    const isMet = pattern === 0 && !this.stream.context.dialect.zeroBytesAreRead;
    this.pattern = isMet ? SATISFIED : pattern;
    this.size = 0;
    this.searched = 0;
    this.terminatorSize = 0;
    const { limits } = this.stream;
    this.limit = pattern === LINE ? limits.line : pattern === ALL ? limits.all : limits.count;
  }

  /** Whether there is more than may be, or will be when there is what was asked for. */
  private isBeyondLimit(): boolean {
    const { pattern, limit } = this;
    return pattern >= 0 ? pattern > limit : this.input.length - this.resultOffset > limit;
  }

  /** What is within the limit is the partial result, and all behind it can be received by other means. */
  private failAtLimit(): Need {
    const { pattern, limit } = this;
    this.failure = pattern === LINE ? LINE_TOO_LONG : TOO_MUCH_DATA;
    this.size = pattern >= 0 ? 0 : Math.max(Math.min(limit, this.input.length - this.resultOffset), 0);
    this.terminatorSize = 0;
    return DONE;
  }

  private drain(decoder: EarlyDecoder): void {
    const size = decoder.drain();
    this.drainedBytes += size;
    // What cannot be made text now, cannot be later.
    if (size === 0) this.drainsEarly = false;
  }

  private isSatisfied(): boolean {
    const { input, pattern, resultOffset } = this;
    if (pattern === LINE) {
      const start = input.start + resultOffset;
      const at = input.lineEnd(start + this.searched);
      this.searched = at - start;
      if (at === input.end) return false;
      this.size = this.searched;
      this.terminatorSize = 1;
      return true;
    }
    if (pattern === ALL) return false;
    if (pattern === SATISFIED) return true;
    // 0 bytes still waits for something to arrive: recvraw asks for data before it looks how much it wants.
    const available = input.length - resultOffset;
    if (available === 0 || available < pattern) return false;
    this.size = pattern;
    return true;
  }

  /** The stream has ended, in order (0) or not (the negative errno). */
  private end(got: number): Need {
    const { dialect } = this.stream.context;
    const available = this.input.length - this.resultOffset;
    // Only an orderly end completes "*a", and only if there is anything (recvall).
    if (
      this.pattern === ALL &&
      (dialect.anyEndCompletesAll || (got === 0 && available + this.drainedBytes > 0))
    ) {
      this.size = available;
      return DONE;
    }
    return this.fail(got < 0 ? streamFailure(-got, dialect) : CLOSED);
  }

  private fail(failure: Failure): Need {
    this.failure = failure;
    this.size = this.input.length - this.resultOffset;
    return DONE;
  }
}

/** A count that the prefix has met. */
const SATISFIED = -3;
