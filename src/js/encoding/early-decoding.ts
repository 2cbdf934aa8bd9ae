// Early decoding of "*a": strings made of received bytes while more are still to come.
//
// Memory that holds all bytes at once, and then the string of them, costs twice as much to get from the system as the
// bytes cost to read.

import type { InputBuffer } from "../../net/stream/input-buffer.ts";
import type { EarlyDecoder } from "../../net/stream/receive.ts";
import type { Codec } from "./codec.ts";

/** Number of unread bytes from which they are decoded. */
const MIN_BYTES = 1024 * 1024;

/** The early decoding of one receive at a time, reused for each. */
export class EarlyDecoding<Data> implements EarlyDecoder {
  decoded = 0;

  private readonly input: InputBuffer;
  private codec: Codec<Data>;
  /** The data of the bytes that are off the input. */
  private pieces: Data[] = [];
  private hasFailed = false;

  constructor(input: InputBuffer, codec: Codec<Data>) {
    this.input = input;
    this.codec = codec;
  }

  /** Starts anew. Nothing of an earlier receive may be left. */
  begin(codec: Codec<Data>): this {
    this.codec = codec;
    this.hasFailed = false;
    return this;
  }

  decode(): void {
    const { input, codec } = this;
    if (input.length < MIN_BYTES || this.hasFailed) return;
    const bytes = input.region.bytes as Buffer;
    const { start } = input;
    const end = codec.completeEnd(bytes, start, input.end);
    try {
      this.pieces.push(codec.decode(bytes, start, end));
    } catch {
      // The same bytes would fail later, too. The error shows at the end, when all bytes can be received otherwise.
      this.hasFailed = true;
      return;
    }
    input.takeAndKeep(end - start);
    this.decoded += end - start;
  }

  /**
   * Returns the data of all pieces and of the bytes from `start` to `end`, the last ones.
   *
   * @throws TypeError for bytes that are not valid; the pieces are then back on the input
   */
  finish(bytes: Buffer, start: number, end: number): Data {
    const { codec, pieces } = this;
    let data: Data;
    try {
      data = codec.join([...pieces, codec.decode(bytes, start, end)]);
    } catch (error) {
      this.restore();
      throw error;
    }
    this.forget();
    return data;
  }

  restore(): void {
    if (this.decoded === 0) return;
    const { codec } = this;
    const bytes = Buffer.concat(this.pieces.map((piece) => codec.encode(piece)));
    this.input.putBack(bytes, 0, bytes.length);
    this.forget();
  }

  private forget(): void {
    this.pieces = [];
    this.decoded = 0;
  }
}
