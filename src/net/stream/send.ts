// send: LuaSocket's sendraw, written so that it never waits.

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

/** Bytes that are made while those before them are sent. */
export interface Pieces {
  /** The next ones; undefined at the end. They may lie where the ones before them were. */
  next(): Piece | undefined;
}

/** One send on a stream. Each stream owns one of these and uses it again and again. */
export class Send implements Operation {
  /** Why it failed, or undefined. */
  failure: Failure | undefined = undefined;
  /** How many bytes the kernel has accepted, also of a failed send. */
  sent = 0;

  private readonly stream: SendingStream;
  private region: Region = NOTHING;
  private offset = 0;
  /** How many bytes from the offset on are still to be sent. */
  private left = 0;
  private pieces: Pieces | undefined;
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

  /** As sent, counted from the first byte of what the caller gave. */
  get reached(): number {
    return this.skipped + this.sent;
  }

  /**
   * Starts anew with `size` bytes of `region` from `offset` on, which must stay as they are until it is done.
   *
   * @param skipped  bytes of what the caller gave that come before these
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

  /** Starts anew with bytes that are made piece by piece: only for calls that hold the thread, nobody else makes any meanwhile. */
  beginPieces(pieces: Pieces): this {
    this.begin(NOTHING, 0, 0, 0);
    this.pieces = pieces;
    return this;
  }

  attempt(): Need {
    // Nothing to send succeeds without a look at the descriptor, on a closed socket too.
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
    // What was sent may be large, and is not ours to keep.
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
 * and j at most the size. i may lie beyond the end: then nothing is sent and send answers i - 1.
 */
export function byteRange(size: number, i: number, j: number): ByteRange {
  const fromEnd = (index: number) => (index < 0 ? size + index + 1 : index);
  return {
    first: Math.max(fromEnd(integerOf(i)), 1),
    last: Math.min(fromEnd(integerOf(j)), size),
  };
}

/** C's conversion of a double to a long; what no long can hold selects nothing that exists either way. */
function integerOf(value: number): number {
  return Number.isNaN(value) ? 0 : Math.trunc(value);
}
