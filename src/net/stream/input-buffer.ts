// The bytes of a stream that have arrived and not been asked for.
//
// Supports: reading from a descriptor until a receive has what it wants; finding the end of a line;
// taking bytes off the front. Output is not buffered: LuaSocket hands data to the kernel at once.
//
// Costs: a socket without unread bytes holds no memory. A read goes straight into the buffer, a take
// copies out of it, and bytes move within it only when a receive wants more than fits behind them. A
// receive that is not yet satisfied leaves its bytes here, so an error between can lose none.

import { managedRegion, type Region } from "../../os/region.ts";
import { receiveBytes } from "../../os/socket/socket.ts";
import { type BufferPool, POOL_BUFFER_SIZE, type PoolBuffer } from "../buffer-pool.ts";
import { LF, lineFeedPosition } from "./line-feed.ts";

/** Dropped from a line, wherever it stands (buffer.c, recvline). */
export const CR = 0x0d;

const NO_REGION: Region = managedRegion(new Uint8Array(0));
/** At most so much larger a block at a time, however many bytes are asked for: a count may be a lie. */
const MAX_GROWTH_FACTOR = 8;

export class InputBuffer {
  /** Where the bytes lie: `region.bytes` from `start` up to `end`. */
  region: Region = NO_REGION;
  start = 0;
  end = 0;
  /** Changes whenever bytes are added or moved, so that what was derived from them can be known as old. */
  generation = 0;
  /** How many bytes have been taken, ever. */
  taken = 0;

  /** Where the first CR stands, as of a generation. */
  private carriageReturn = 0;
  private searchedGeneration = -1;
  private block: PoolBuffer | undefined;
  private readonly pool: BufferPool;

  constructor(pool: BufferPool) {
    this.pool = pool;
  }

  get length(): number {
    return this.end - this.start;
  }

  /**
   * Makes room behind what is there, and gives how much. `wanted` is how many bytes the reader hopes to have in
   * the end; who does not know says 0.
   */
  makeRoom(wanted: number): number {
    this.provideRoom(wanted);
    const { block } = this;
    if (block === undefined) throw new Error("unreachable: no room was made");
    return block.offset + block.capacity - this.end;
  }

  /**
   * Reads once from `fd` into room that was made, `until` as receiveBytes has it. Gives the number of bytes, 0 at
   * the end of the stream, or the negative errno.
   */
  fill(fd: number, size: number, until: number): number {
    const got = receiveBytes(fd, this.region, this.end, size, until);
    if (got > 0) {
      this.end += got;
      this.markEnd();
    } else if (this.start === this.end) this.release();
    return got;
  }

  /** The position of the first LF at or after position `from`, or `end` if there is none. */
  lineEnd(from: number): number {
    return this.start === this.end ? this.end : lineFeedPosition(this.region, from);
  }

  /** Whether there is a CR before position `end`. Text without any is searched once, not once a line. */
  hasCarriageReturn(end: number): boolean {
    if (this.searchedGeneration !== this.generation || this.carriageReturn < this.start) {
      this.carriageReturn = this.region.bytes.indexOf(CR, this.start);
      this.searchedGeneration = this.generation;
    }
    return this.carriageReturn < end;
  }

  /** Takes `count` bytes off the front. */
  take(count: number): void {
    this.start += count;
    this.taken += count;
    if (this.start === this.end) this.release();
  }

  /** As take, but keeps the memory for what comes. */
  takeAndKeep(count: number): void {
    this.start += count;
    this.taken += count;
    if (this.start === this.end && this.block !== undefined) this.moveTo(this.block);
  }

  /** Takes up to `count` bytes off the front, into other memory. Gives how many. */
  moveInto(bytes: Uint8Array, offset: number, count: number): number {
    const size = Math.min(count, this.length);
    bytes.set(this.region.bytes.subarray(this.start, this.start + size), offset);
    this.take(size);
    return size;
  }

  /** What is unread, in memory of its own. */
  copy(): Buffer {
    return Buffer.from(this.region.bytes.subarray(this.start, this.end));
  }

  /** Reads once past this buffer, which must be empty: what arrives counts as taken. As `fill` otherwise. */
  readInto(fd: number, region: Region, offset: number, count: number, until: number): number {
    const got = receiveBytes(fd, region, offset, count, until);
    if (got > 0) this.taken += got;
    return got;
  }

  /** Puts back bytes that were moved or read into other memory, before those that are here. */
  putBack(bytes: Uint8Array, offset: number, count: number): void {
    // The memory may be gone, and the bytes with it.
    if (count === 0 || offset + count > bytes.length) return;
    const { block, region, start, end } = this;
    const size = count + (end - start);
    const larger = this.pool.acquire(size);
    larger.region.bytes.set(bytes.subarray(offset, offset + count), larger.offset);
    if (end > start) larger.region.bytes.set(region.bytes.subarray(start, end), larger.offset + count);
    if (block !== undefined) this.pool.release(block);
    this.block = larger;
    this.region = larger.region;
    this.start = larger.offset;
    this.end = larger.offset + size;
    this.taken -= count;
    this.markEnd();
  }

  /** Gives back the memory, and with it whatever is unread. */
  release(): void {
    if (this.block === undefined) return;
    this.pool.release(this.block);
    this.block = undefined;
    this.region = NO_REGION;
    this.start = this.end = 0;
    this.generation++;
  }

  private provideRoom(wanted: number): void {
    const { block, length } = this;
    if (block === undefined) {
      this.moveTo(
        this.pool.acquire(Math.min(Math.max(wanted, POOL_BUFFER_SIZE), MAX_GROWTH_FACTOR * POOL_BUFFER_SIZE)),
      );
      return;
    }
    if (length === block.capacity) {
      const enough = Math.min(wanted, block.capacity * MAX_GROWTH_FACTOR);
      this.enlarge(block, Math.max(enough, block.capacity * 2));
      return;
    }
    const room = block.offset + block.capacity - this.end;
    // Few bytes at the far end: move them to the front rather than read into the little space behind.
    if (room < block.capacity / 2 && length <= block.capacity / 2) this.moveTo(block);
    else if (room === 0) this.moveTo(block);
  }

  /** Makes a full block larger. */
  private enlarge(block: PoolBuffer, capacity: number): void {
    const { length } = this;
    if (this.pool.enlarge === undefined) {
      this.moveTo(this.pool.acquire(capacity));
      this.pool.release(block);
      return;
    }
    const larger = this.pool.enlarge(block, capacity);
    this.block = larger;
    this.region = larger.region;
    this.start = larger.offset;
    this.end = larger.offset + length;
    this.markEnd();
  }

  private moveTo(block: PoolBuffer): void {
    const { region, start, end } = this;
    if (start === end) {
      // Nothing to move, as almost always: not even a view of nothing is made.
    } else if (block.region === region) region.bytes.copyWithin(block.offset, start, end);
    else block.region.bytes.set(region.bytes.subarray(start, end), block.offset);
    this.block = block;
    this.region = block.region;
    this.end = block.offset + (end - start);
    this.start = block.offset;
    this.markEnd();
  }

  /** The bytes are others, or elsewhere. Sentinels behind the last one let searches run without a bound. */
  private markEnd(): void {
    this.generation++;
    this.region.bytes[this.end] = LF;
    this.region.bytes[this.end + 1] = CR;
  }
}
