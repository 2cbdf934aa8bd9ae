// Receive over blocks of a few bytes, so that every move and growth of the buffer happens all the time.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { type BufferPool, POOL_BUFFER_SIZE, type PoolBuffer, SENTINEL_SIZE } from "#src/net/buffer-pool.ts";
import { LUASOCKET_3_1 } from "#src/net/dialects/luasocket-3.1.ts";
import { DONE, READABLE } from "#src/net/operation.ts";
import { NO_LIMITS } from "#src/net/receive-limits.ts";
import { ALL, LINE } from "#src/net/stream/patterns.ts";
import { Stream } from "#src/net/stream/stream.ts";
import { managedRegion } from "#src/os/region.ts";
import { runBlocking } from "#src/wait/blocking.ts";
import { connectedPair, type Pair } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { random } from "../../support/random.ts";

leavesNoSocketOpen();

/**
 * Blocks of `size` bytes where a whole one is asked for, of what is asked for where a buffer grows. They
 * come full of line ends, which nobody may take for bytes that were received, and are watched: each is
 * given back once, and nothing is written around it.
 */
class TinyBlocks implements BufferPool {
  readonly lent = new Set<PoolBuffer>();
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  acquire(wanted: number): PoolBuffer {
    const capacity = wanted >= POOL_BUFFER_SIZE ? this.size : wanted;
    const offset = 3;
    const block = {
      region: managedRegion(Buffer.alloc(offset + capacity + SENTINEL_SIZE + 3, "\n\r")),
      offset,
      capacity,
    };
    this.lent.add(block);
    return block;
  }

  release(block: PoolBuffer): void {
    assert.ok(this.lent.delete(block), "given back twice");
    const { bytes } = block.region;
    assert.equal(String(bytes.subarray(0, block.offset)), "\n\r\n");
    assert.equal(bytes.length, block.offset + block.capacity + SENTINEL_SIZE + 3);
    const behind = Buffer.alloc(bytes.length, "\n\r").subarray(-3);
    assert.deepEqual(Buffer.from(bytes.subarray(-3)), behind);
  }
}

interface Receiver extends Pair {
  readonly stream: Stream;
  readonly blocks: TinyBlocks;
}

/** A stream with tiny blocks in the place of the pair's client. */
function receiver(t: TestContext, size: number): Receiver {
  const pair = connectedPair(t);
  const blocks = new TinyBlocks(size);
  const stream = new Stream("tcp", {
    buffers: blocks,
    dialect: LUASOCKET_3_1,
    gate: undefined,
    limits: NO_LIMITS,
    limitsCoverConnect: false,
    blocksInKernel: false,
    tracer: undefined,
  });
  stream.descriptor.fd = pair.client.getfd();
  return { ...pair, stream, blocks };
}

/** The bytes that the operation has ready, taken. */
function take(stream: Stream): string {
  const { receiving, input } = stream;
  const bytes = Buffer.from(input.region.bytes.subarray(input.start, input.start + receiving.size));
  if (receiving.isLine && bytes.length > 0) {
    assert.equal(input.hasCarriageReturn(input.start + receiving.size), bytes.includes("\r"));
  }
  receiving.consume();
  return bytes.toString("latin1");
}

test("bytes that move to the front of their buffer end where they end, before the older line behind them", (t) => {
  // The story: half a line stood at the far end of a full block. It moved to the front, over an older line,
  // but the read into the room that it made found nothing yet. The search after the wait then ran over
  // the moved bytes into what was left of the older line, and took its LF for theirs.
  const { stream, peer } = receiver(t, 16);
  const { receiving } = stream;
  peer.send("older one...\n"); // 13 bytes; its LF lands behind the 3 bytes that move
  peer.send("new");
  runBlocking(receiving.begin(LINE, 0));
  assert.equal(take(stream), "older one...");
  assert.equal(receiving.begin(LINE, 0).attempt(), READABLE);
  assert.equal(receiving.attempt(), READABLE, "a line's end was found where no byte had come");
  peer.send("er one\n");
  let need: number;
  do need = receiving.attempt();
  while (need !== DONE);
  assert.equal(take(stream), "newer one");
});

test("bytes that move to a larger buffer end where they end", (t) => {
  const { stream, peer } = receiver(t, 4);
  const { receiving } = stream;
  peer.send("abcdefgh"); // fills blocks of 4 and 8 to the last byte
  assert.equal(receiving.begin(LINE, 0).attempt(), READABLE);
  assert.equal(receiving.attempt(), READABLE);
  assert.equal(receiving.expire(), DONE);
  assert.equal(receiving.failure, "timeout");
  assert.equal(take(stream), "abcdefgh");
});

test("a stream without unread bytes holds no pool buffer", (t) => {
  const { stream, peer, blocks } = receiver(t, 8);
  assert.equal(stream.receiving.begin(LINE, 0).attempt(), READABLE);
  assert.equal(blocks.lent.size, 0);
  peer.send("a\nbc");
  runBlocking(stream.receiving.begin(LINE, 0));
  take(stream);
  assert.equal(blocks.lent.size, 1);
  runBlocking(stream.receiving.begin(2, 0));
  take(stream);
  assert.equal(blocks.lent.size, 0);
  peer.send("left");
  runBlocking(stream.receiving.begin(0, 0));
  stream.input.release();
  assert.deepEqual([blocks.lent.size, stream.isDirty], [0, false]);
});

for (const size of [1, 2, 3, 4, 7, 16, 61]) {
  test(`receive agrees with a model over blocks of ${size}`, (t) => {
    const pick = random(size);
    const { stream, peer, blocks } = receiver(t, size);
    const { receiving, input } = stream;
    const bytes = Buffer.from(Array.from({ length: 6000 }, () => "abcdefgh\n\r\0\xff".charCodeAt(pick(12))));
    let [sent, at, taken] = [0, 0, 0];
    const feed = (count: number) => {
      const piece = bytes.subarray(sent, sent + count);
      if (piece.length > 0) peer.send(piece);
      sent += piece.length;
    };
    while (at < bytes.length) {
      if (pick(2) === 0) feed(pick(2 * size + 2));
      const wanted = pick(3) > 0 ? LINE : pick(pick(8) === 0 ? 200 : 2 * size + 2) + 1;
      const lineEnd = bytes.indexOf("\n", at);
      const end = wanted === LINE ? lineEnd : at + wanted;
      if (end < 0 || end > bytes.length) {
        while (sent < bytes.length) feed(2000);
        break;
      }
      receiving.begin(wanted, 0);
      while (receiving.attempt() !== DONE) {
        // As often as a driver may try: a wait that was not worth it changes nothing.
        if (pick(2) === 0) feed(1 + pick(size));
        if (pick(200) === 0) {
          receiving.expire();
          break;
        }
      }
      const got = take(stream);
      assert.equal(got, bytes.toString("latin1", at, at + got.length));
      if (receiving.failure === undefined) assert.equal(at + got.length, end);
      at += got.length + (receiving.failure === undefined && wanted === LINE ? 1 : 0);
      taken = input.taken;
      assert.equal(taken, at);
    }
    peer.close();
    runBlocking(receiving.begin(ALL, 0));
    assert.equal(take(stream), bytes.toString("latin1", at));
    assert.equal(blocks.lent.size, 0);
  });
}
