// send: LuaSocket's sendraw (buffer.c), as an operation that never waits.

import { EAGAIN, EPIPE } from "../../os/errno.ts";
import { copyOf, isReused, managedRegion, type Region } from "../../os/region.ts";
import { sendBytes } from "../../os/socket/socket.ts";
import type { ConflictDetector } from "../conflict-detector.ts";
import { CLOSED, type Failure, streamFailure, TIMEOUT } from "../error-text.ts";
import { DONE, type Need, type Operation, WRITABLE } from "../operation.ts";
import type { Socket } from "../socket.ts";
import type { Stats } from "./stats.ts";

const NOTHING: Region = managedRegion(new Uint8Array(0));

/** The part of a stream that a send works on. */
export interface SendingStream extends Socket {
  readonly stats: Stats;
}

/** Bytes in memory. */
export interface Piece {
  readonly region: Region;
  readonly size: number;
}

/** Bytes that are made piece by piece, each after the ones before it are sent. */
export interface Pieces {
  /** Returns the next piece, undefined at the end. It may overwrite the one before. */
  next(): Piece | undefined;
}

/** One send on a stream, which owns one of these and reuses it for each call. */
export class Send implements Operation {
  /** Why it failed, or undefined. */
  failure: Failure | undefined = undefined;
  /** Number of bytes that the kernel has accepted, also of a failed send. */
  sent = 0;

  private readonly stream: SendingStream;
  private region: Region = NOTHING;
  private offset = 0;
  /** Number of bytes still to be sent, from the offset on. */
  private left = 0;
  private pieces: Pieces | undefined;
  /** Number of bytes of the caller's data before the first that is to be sent. */
  private skipped = 0;

  constructor(stream: SendingStream) {
    this.stream = stream;
  }

  get fd(): number {
    return this.stream.descriptor.fd;
  }

  get conflicts(): ConflictDetector {
    return this.stream.sendConflicts;
  }

  get progress(): number {
    return this.sent;
  }

  /** Index in the caller's data of the last byte that was sent, from 1. */
  get reached(): number {
    return this.skipped + this.sent;
  }

  /**
   * Starts anew with `size` bytes of `region` from `offset` on, which must not change until the operation is done.
   *
   * @param skipped  number of bytes of the caller's data before these
   */
  begin(region: Region, offset: number, size: number, skipped: number): this {
    this.stream.sendConflicts.check();
    this.region = region;
    this.offset = offset;
    this.left = size;
    this.pieces = undefined;
    this.skipped = skipped;
    this.failure = undefined;
    this.sent = 0;
    this.stream.timeout.start();
    return this;
  }

  /** Starts anew with pieces. Only for calls that block the thread, because pieces may share memory with other calls. */
  beginPieces(pieces: Pieces): this {
    this.begin(NOTHING, 0, 0, 0);
    this.pieces = pieces;
    return this;
  }

  attempt(): Need {
    // An empty send succeeds without a system call, on a closed socket too.
    while (this.left > 0 || this.takePiece()) {
      if (this.fd < 0) return this.finish(CLOSED);
      const put = sendBytes(this.fd, this.region, this.offset, this.left, this.stream.mayBlockInKernel);
      if (put >= 0) {
        this.offset += put;
        this.left -= put;
        this.sent += put;
        this.stream.stats.sent += put;
      } else if (put === -EAGAIN) return this.stream.timeout.neverWaits ? this.expire() : WRITABLE;
      else if (put === -EPIPE) return this.finish(CLOSED);
      else return this.finish(streamFailure(-put, this.stream.context.dialect));
    }
    return this.finish(undefined);
  }

  expire(failure: Failure = TIMEOUT): Need {
    return this.finish(failure);
  }

  waitLimit(): number {
    return this.stream.timeout.waitLimit();
  }

  detachBuffers(): void {
    if (!isReused(this.region)) return;
    this.region = copyOf(this.region, this.offset, this.left);
    this.offset = 0;
  }

  private takePiece(): boolean {
    const piece = this.pieces?.next();
    if (piece === undefined) return false;
    this.region = piece.region;
    this.offset = 0;
    this.left = piece.size;
    return true;
  }

  private finish(failure: Failure | undefined): Need {
    this.failure = failure;
    // The caller's data may be large: do not keep it alive.
    this.region = NOTHING;
    this.pieces = undefined;
    return DONE;
  }
}

/** Bytes `first` to `last` of some data, counted from 1; none where `last` is before `first`. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What send's i and j select of `size` bytes (buffer.c): below 0 counts from the end, i is at least 1
 * and j at most the size. i may lie beyond the end: then nothing is sent and send returns i - 1.
 */
export function byteRange(size: number, i: number, j: number): ByteRange {
  const fromEnd = (index: number) => (index < 0 ? size + index + 1 : index);
  return {
    first: Math.max(fromEnd(integerOf(i)), 1),
    last: Math.min(fromEnd(integerOf(j)), size),
  };
}

/** Converts as C does a double to a long. A value beyond a long is outside of the data either way. */
function integerOf(value: number): number {
  return Number.isNaN(value) ? 0 : Math.trunc(value);
}
