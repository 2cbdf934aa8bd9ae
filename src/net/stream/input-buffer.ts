// Received bytes of a stream that no call has taken yet.
//
// Supports reading from a descriptor, finding the end of a line, and taking bytes off the front. Output is not
// buffered: LuaSocket passes data to the kernel at once.
//
// Costs: a socket without unread bytes uses no memory. A read goes directly into the buffer, a take copies out of
// it, and bytes move within it only if a receive wants more than fits behind them. An unfinished receive leaves
// its bytes here, so an error loses none.

import { managedRegion, type Region } from "../../os/region.ts";
import { receiveBytes } from "../../os/socket/socket.ts";
import { type BufferPool, POOL_BUFFER_SIZE, type PoolBuffer } from "../buffer-pool.ts";
import { CR, LF, lineFeedPosition } from "./line.ts";

const NO_REGION: Region = managedRegion(new Uint8Array(0));
/** Maximum factor of one enlargement, however many bytes are requested: the peer may never send them. */
const MAX_GROWTH_FACTOR = 8;

export class InputBuffer {
  /** Contains the bytes, from `start` up to `end`. */
  region: Region = NO_REGION;
  start = 0;
  end = 0;
  /** Changes whenever bytes are added or moved, which invalidates anything derived from them. */
  generation = 0;
  /** Total number of bytes taken. */
  taken = 0;

  /** Position of the first CR, valid for `searchedGeneration`. */
  private carriageReturn = 0;
  private searchedGeneration = -1;
  private buffer: PoolBuffer | undefined;
  private readonly pool: BufferPool;

  constructor(pool: BufferPool) {
    this.pool = pool;
  }

  get length(): number {
    return this.end - this.start;
  }

  /**
   * Makes room behind the unread bytes. Returns the number of free bytes. `wanted` is the total number of bytes the
   * reader expects, 0 if unknown.
   */
  makeRoom(wanted: number): number {
    this.provideRoom(wanted);
    const { buffer } = this;
    if (buffer === undefined) throw new Error("unreachable: no room was made");
    return buffer.offset + buffer.capacity - this.end;
  }

  /**
   * Reads once from `fd` into the free room, with `until` as in receiveBytes. Returns the number of bytes, 0 at EOF, or
   * the negative errno.
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

  /** True if there is a CR before position `end`. Text without CRs is searched once, not once per line. */
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

  /** Like take, but keeps the memory for further bytes. */
  takeAndKeep(count: number): void {
    this.start += count;
    this.taken += count;
    if (this.start === this.end && this.buffer !== undefined) this.moveTo(this.buffer);
  }

  /** Moves up to `count` bytes from the front into other memory. Returns their number. */
  moveInto(bytes: Uint8Array, offset: number, count: number): number {
    const size = Math.min(count, this.length);
    bytes.set(this.region.bytes.subarray(this.start, this.start + size), offset);
    this.take(size);
    return size;
  }

  /** A copy of the unread bytes. */
  copy(): Buffer {
    return Buffer.from(this.region.bytes.subarray(this.start, this.end));
  }

  /** Reads once into other memory; the buffer must be empty. The bytes count as taken. Otherwise like `fill`. */
  readInto(fd: number, region: Region, offset: number, count: number, until: number): number {
    const got = receiveBytes(fd, region, offset, count, until);
    if (got > 0) this.taken += got;
    return got;
  }

  /** Puts bytes that were moved or read into other memory back, before the unread ones. */
  putBack(bytes: Uint8Array, offset: number, count: number): void {
    // The memory may have been detached or resized, and its bytes lost.
    if (count === 0 || offset + count > bytes.length) return;
    const { buffer, region, start, end } = this;
    const size = count + (end - start);
    const larger = this.pool.acquire(size);
    larger.region.bytes.set(bytes.subarray(offset, offset + count), larger.offset);
    if (end > start) larger.region.bytes.set(region.bytes.subarray(start, end), larger.offset + count);
    if (buffer !== undefined) this.pool.release(buffer);
    this.buffer = larger;
    this.region = larger.region;
    this.start = larger.offset;
    this.end = larger.offset + size;
    this.taken -= count;
    this.markEnd();
  }

  /** Releases the memory and discards unread bytes. */
  release(): void {
    if (this.buffer === undefined) return;
    this.pool.release(this.buffer);
    this.buffer = undefined;
    this.region = NO_REGION;
    this.start = this.end = 0;
    this.generation++;
  }

  private provideRoom(wanted: number): void {
    const { buffer, length } = this;
    if (buffer === undefined) {
      this.moveTo(
        this.pool.acquire(Math.min(Math.max(wanted, POOL_BUFFER_SIZE), MAX_GROWTH_FACTOR * POOL_BUFFER_SIZE)),
      );
      return;
    }
    if (length === buffer.capacity) {
      const enough = Math.min(wanted, buffer.capacity * MAX_GROWTH_FACTOR);
      this.enlarge(buffer, Math.max(enough, buffer.capacity * 2));
      return;
    }
    const room = buffer.offset + buffer.capacity - this.end;
    // Few bytes at the far end: move them to the front instead of reading into the small rest.
    if (room < buffer.capacity / 2 && length <= buffer.capacity / 2) this.moveTo(buffer);
    else if (room === 0) this.moveTo(buffer);
  }

  /** Enlarges a full buffer. */
  private enlarge(buffer: PoolBuffer, capacity: number): void {
    const { length } = this;
    if (this.pool.enlarge === undefined) {
      this.moveTo(this.pool.acquire(capacity));
      this.pool.release(buffer);
      return;
    }
    const larger = this.pool.enlarge(buffer, capacity);
    this.buffer = larger;
    this.region = larger.region;
    this.start = larger.offset;
    this.end = larger.offset + length;
    this.markEnd();
  }

  private moveTo(buffer: PoolBuffer): void {
    const { region, start, end } = this;
    if (start === end) {
      // Usually nothing to move: skips creating an empty view.
    } else if (buffer.region === region) region.bytes.copyWithin(buffer.offset, start, end);
    else buffer.region.bytes.set(region.bytes.subarray(start, end), buffer.offset);
    this.buffer = buffer;
    this.region = buffer.region;
    this.end = buffer.offset + (end - start);
    this.start = buffer.offset;
    this.markEnd();
  }

  /** Called when bytes were added or moved. Sentinels behind the last byte let searches run without a bound. */
  private markEnd(): void {
    this.generation++;
    this.region.bytes[this.end] = LF;
    this.region.bytes[this.end + 1] = CR;
  }
}
