// receive, from the caller's arguments to the tuple.

import { CLOSED } from "../../net/error-text.ts";
import { TryError } from "../../net/protect.ts";
import type { InputBuffer } from "../../net/stream/input-buffer.ts";
import { LINE, type Pattern, patternOfCount, patternOfText } from "../../net/stream/patterns.ts";
import type { EarlyDecoder, Receive } from "../../net/stream/receive.ts";
import type { ReceiveSeveral } from "../../net/stream/receive-several.ts";
import { INVALID_PATTERN } from "../../text/argument-text.ts";
import { badArgument, numberOfText, textArgument } from "../arguments.ts";
import type { Codec } from "../encoding/codec.ts";
import { LineWindow } from "../encoding/line-window.ts";
import type { Chunk, Received } from "../results.ts";

/** What receive can be asked for: a line, everything, or a number of bytes. */
export type ReceivePattern = "*l" | "*a" | number;

/** One receive at a time on one client. The object serves all of them. */
export class ReceiveCall<Data extends string | Buffer> implements EarlyDecoder {
  private readonly operation: Receive;
  private readonly input: InputBuffer;
  private readonly window: LineWindow;
  private codec: Codec<Data>;
  /** That of the receive under way: its prefix is made for it, and its caller awaits what it gives. */
  private codecInUse: Codec<Data>;
  private prefix: Data | undefined = undefined;
  /** What came of bytes that are off the input already. */
  private drained: Data[] = [];

  constructor(operation: Receive, input: InputBuffer, codec: Codec<Data>) {
    this.operation = operation;
    this.input = input;
    this.window = new LineWindow(input);
    this.codec = codec;
    this.codecInUse = codec;
  }

  /** The receives to come decode otherwise; one that waits already does not. */
  decodeWith(codec: Codec<Data>): void {
    this.codec = codec;
    this.window.close();
  }

  /** Lines that are decoded already may be beyond new limits. */
  limitsHaveChanged(): void {
    this.window.close();
  }

  /** A line that can be had without a look at anything but text that is decoded already. */
  bufferedLine(): Data | undefined {
    // Nor may it be what another call waits for the rest of.
    return this.operation.conflicts.isBusy ? undefined : (this.window.nextLine() as Data | undefined);
  }

  /** Starts a receive. What comes of it, `take` and its kin tell when the operation is done. */
  begin(pattern: unknown, prefix: unknown): Receive {
    this.operation.conflicts.check();
    const wanted = patternArgument(pattern, 1, anyTextPattern);
    // Of a receive that could not end, for want of memory.
    if (this.drained.length > 0) this.restore();
    this.codecInUse = this.codec;
    this.prefix = prefix === undefined ? undefined : this.prefixArgument(prefix);
    const prefixSize = this.prefix === undefined ? 0 : this.codec.byteLength(this.prefix);
    this.operation.begin(wanted, prefixSize);
    this.operation.drainInto(this);
    return this.operation;
  }

  /**
   * Makes data of what is there. Much of it is made piece by piece: memory that has all of it at once, and then
   * what is made of it, costs twice as much to get from the system as to read.
   */
  drain(): number {
    const { input, codecInUse: codec } = this;
    const bytes = input.region.bytes as Buffer;
    const { start } = input;
    const size = codec.completeEnd(bytes, start, input.end) - start;
    try {
      this.drained.push(codec.decode(bytes, start, start + size));
    } catch {
      // What is wrong shows at the end, when all is there to be received in another way.
      return 0;
    }
    input.takeAndKeep(size);
    return size;
  }

  /** Puts back what was gathered, before what is there. */
  restore(): void {
    const { codecInUse: codec } = this;
    const bytes = Buffer.concat(this.drained.map((piece) => codec.encode(piece)));
    this.input.putBack(bytes, 0, bytes.length);
    this.drained = [];
  }

  take(): Received<Data> {
    const { operation, prefix } = this;
    const { failure } = operation;
    const received = this.takeData();
    const data = prefix === undefined ? received : this.codecInUse.concat(prefix, received);
    return failure === undefined ? [data] : [undefined, failure, data];
  }

  /**
   * The line of an iteration, undefined at the end; the last one may lack its own.
   *
   * @throws TryError for a failure that is no end. What has come of the line stays, to be received.
   */
  takeLine(): Data | undefined {
    const { failure } = this.operation;
    if (failure !== undefined && failure !== CLOSED) throw new TryError(failure);
    const line = this.takeData();
    return failure === undefined || line.length > 0 ? line : undefined;
  }

  /** As take, but leaves a character that is cut to the next chunk. */
  takeChunk(): Chunk<Data> {
    const { operation, input, codecInUse: codec } = this;
    const { start } = input;
    if (operation.failure === undefined) {
      const end = codec.completeEnd(input.region.bytes as Buffer, start, start + operation.size);
      // Where there is nothing but the beginning of a character, decoding it says what is wrong.
      if (end > start) operation.size = end - start;
    }
    const { failure, size } = operation;
    const data = this.takeData();
    return failure === undefined ? [data, size] : [undefined, failure, data];
  }

  /** What several patterns found, and takes it off the input. */
  takeSeveral({ found, failure }: ReceiveSeveral): Data[] {
    const { operation, input, codec } = this;
    const bytes = input.region.bytes as Buffer;
    const data = found.map(({ offset, size, isLine }, index) => {
      const start = input.start + offset;
      let end = start + size;
      if (failure !== undefined && index === found.length - 1) {
        end = codec.completeEnd(bytes, start, end);
        operation.size = end - start;
      }
      return isLine ? codec.decodeLine(bytes, start, end) : codec.decode(bytes, start, end);
    });
    // Only now: decoding may throw, and the bytes are then still there.
    operation.consume();
    return data;
  }

  private takeData(): Data {
    const { operation, input, codecInUse: codec } = this;
    const bytes = input.region.bytes as Buffer;
    const { start } = input;
    // A failed receive may have been cut short inside a character: its bytes wait for the rest.
    if (operation.failure !== undefined) {
      operation.size = codec.completeEnd(bytes, start, start + operation.size) - start;
    } else if (
      operation.isLine &&
      input.length > operation.size + 1 &&
      !operation.limitsLines &&
      codec === this.codec
    ) {
      // More lines may follow: this one comes out of the window, too.
      this.window.open(codec as Codec<string>);
      const line = this.window.nextLine();
      if (line !== undefined) return line as Data;
    }
    const end = start + operation.size;
    if (this.drained.length > 0) return this.takeDrained(bytes, start, end);
    const data = operation.isLine ? codec.decodeLine(bytes, start, end) : codec.decode(bytes, start, end);
    // Only now: decoding may throw, and the bytes are then still there.
    operation.consume();
    return data;
  }

  private takeDrained(bytes: Buffer, start: number, end: number): Data {
    const { codecInUse: codec, drained } = this;
    let data: Data;
    try {
      data = codec.join([...drained, codec.decode(bytes, start, end)]);
    } catch (error) {
      this.restore();
      throw error;
    }
    this.operation.consume();
    this.drained = [];
    return data;
  }

  private prefixArgument(prefix: unknown): Data {
    return this.codec.prefix(prefix) ?? (textArgument(prefix, 2, "receive") as Data);
  }
}

/** @throws TypeError for what is no pattern */
export function patternArgument(pattern: unknown, index: number, textPattern: TextPattern): Pattern {
  if (pattern === undefined) return LINE;
  const wanted =
    typeof pattern === "number"
      ? patternOfCount(pattern)
      : patternOf(textArgument(pattern, index, "receive"), textPattern);
  if (wanted === undefined) throw badArgument(index, "receive", INVALID_PATTERN);
  return wanted;
}

function patternOf(text: string, textPattern: TextPattern): Pattern | undefined {
  return textPattern(text) ?? patternOfCount(numberOfText(text));
}

/** What text stands for that is not a number: the dialects differ in how much may follow a pattern's letters. */
export type TextPattern = (text: string) => Pattern | undefined;

const anyTextPattern: TextPattern = (text) => patternOfText(text.charCodeAt(0), text.charCodeAt(1));
