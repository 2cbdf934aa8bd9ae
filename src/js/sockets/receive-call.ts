// receive of streams, from the caller's arguments to the tuple.

import { CLOSED } from "../../net/error-text.ts";
import { TryError } from "../../net/protect.ts";
import type { InputBuffer } from "../../net/stream/input-buffer.ts";
import { ALL, LINE, type Pattern, patternOfCount, patternOfText } from "../../net/stream/patterns.ts";
import type { Receive } from "../../net/stream/receive.ts";
import type { ReceiveSeveral } from "../../net/stream/receive-several.ts";
import { INVALID_PATTERN } from "../../text/argument-text.ts";
import { badArgument, numberOfText, textArgument } from "../arguments.ts";
import type { Codec } from "../encoding/codec.ts";
import { EarlyDecoding } from "../encoding/early-decoding.ts";
import { LineWindow } from "../encoding/line-window.ts";
import type { Chunk, Received } from "../results.ts";

/** Patterns of receive: a line, everything, or a number of bytes. */
export type ReceivePattern = "*l" | "*a" | number;

/** One receive at a time on one client, reused for each. */
export class ReceiveCall<Data extends string | Buffer> {
  private readonly operation: Receive;
  private readonly input: InputBuffer;
  private readonly window: LineWindow;
  /** Made by the first "*a". */
  private early: EarlyDecoding<Data> | undefined = undefined;
  /** For receives to come. */
  private codec: Codec<Data>;

  // The receive under way: its prefix and its caller's expectation do not change with the encoding.
  private codecInUse: Codec<Data>;
  private prefix: Data | undefined = undefined;

  constructor(operation: Receive, input: InputBuffer, codec: Codec<Data>) {
    this.operation = operation;
    this.input = input;
    this.window = new LineWindow(input);
    this.codec = codec;
    this.codecInUse = codec;
  }

  /** Changes how receives to come decode; a receive that waits decodes as before. */
  decodeWith(codec: Codec<Data>): void {
    this.codec = codec;
    this.window.close();
  }

  /** Forgets decoded lines: they may be beyond new limits. */
  limitsHaveChanged(): void {
    this.window.close();
  }

  /** The next line if its text is decoded already. */
  bufferedLine(): Data | undefined {
    // A receive that waits may need these bytes.
    return this.operation.conflicts.isBusy ? undefined : (this.window.nextLine() as Data | undefined);
  }

  /** Starts a receive. When the operation is done, one of the `take` methods makes the result. */
  begin(pattern: unknown, prefix: unknown): Receive {
    const { operation, codec } = this;
    operation.conflicts.check();
    const wanted = patternArgument(pattern, 1, anyTextPattern);
    // Pieces are left over only where restoring them ran out of memory.
    this.early?.restore();
    this.codecInUse = codec;
    this.prefix = prefix === undefined ? undefined : prefixArgument(prefix, codec);
    const prefixSize = this.prefix === undefined ? 0 : codec.byteLength(this.prefix);
    return operation.begin(wanted, prefixSize, wanted === ALL ? this.beginEarly() : undefined);
  }

  /** Result of receive. */
  take(): Received<Data> {
    const { prefix } = this;
    const { failure } = this.operation;
    const received = this.takeData();
    const data = prefix === undefined ? received : this.codecInUse.concat(prefix, received);
    return failure === undefined ? [data] : [undefined, failure, data];
  }

  /**
   * The line of an iteration, undefined at the end; the last one may lack its LF.
   *
   * @throws TryError for a failure that is no end. The partial line stays, to be received.
   */
  takeLine(): Data | undefined {
    const { failure } = this.operation;
    if (failure !== undefined && failure !== CLOSED) throw new TryError(failure);
    const line = this.takeData();
    return failure === undefined || line.length > 0 ? line : undefined;
  }

  /** As take, but leaves a cut character to the next chunk. */
  takeChunk(): Chunk<Data> {
    const { operation, input } = this;
    const { start } = input;
    if (operation.failure === undefined) {
      const end = this.completeEnd(start, start + operation.size);
      // Where there is nothing but the beginning of a character, decoding it reports the error.
      if (end > start) operation.size = end - start;
    }
    const { failure, size } = operation;
    const data = this.takeData();
    return failure === undefined ? [data, size] : [undefined, failure, data];
  }

  /** The data of each pattern. */
  takeSeveral({ found, failure }: ReceiveSeveral): Data[] {
    const { operation, input } = this;
    // Such calls do not begin here. They block, so that no setencoding comes between.
    this.codecInUse = this.codec;
    const data = found.map(({ offset, size, isLine }, index) => {
      const start = input.start + offset;
      let end = start + size;
      if (failure !== undefined && index === found.length - 1) {
        end = this.completeEnd(start, end);
        operation.size = end - start;
      }
      return this.decode(start, end, isLine);
    });
    // Only now: if decoding throws, the bytes are still there.
    operation.consume();
    return data;
  }

  private takeData(): Data {
    const { operation, early } = this;
    const { start } = this.input;
    if (operation.failure === undefined) {
      const line = this.takeWindowLine();
      if (line !== undefined) return line;
    } else {
      // The failure may have come inside a character: its bytes wait for the rest.
      operation.size = this.completeEnd(start, start + operation.size) - start;
    }
    const end = start + operation.size;
    const data =
      early === undefined || early.decoded === 0
        ? this.decode(start, end, operation.isLine)
        : early.finish(this.input.region.bytes as Buffer, start, end);
    // Only now: if decoding throws, the bytes are still there.
    operation.consume();
    return data;
  }

  /** Decodes ahead if more lines may follow the one that was found, which is then the first line of the window. */
  private takeWindowLine(): Data | undefined {
    const { operation, window, codec } = this;
    if (!operation.isLine || this.input.length <= operation.size + 1) return undefined;
    if (operation.limitsLines || codec !== this.codecInUse) return undefined;
    window.open(codec as Codec<string>);
    return window.nextLine() as Data | undefined;
  }

  private completeEnd(start: number, end: number): number {
    return this.codecInUse.completeEnd(this.input.region.bytes as Buffer, start, end);
  }

  private decode(start: number, end: number, isLine: boolean): Data {
    const { codecInUse: codec } = this;
    const bytes = this.input.region.bytes as Buffer;
    return isLine ? codec.decodeLine(bytes, start, end) : codec.decode(bytes, start, end);
  }

  private beginEarly(): EarlyDecoding<Data> {
    this.early ??= new EarlyDecoding(this.input, this.codec);
    return this.early.begin(this.codec);
  }
}

function prefixArgument<Data extends string | Buffer>(prefix: unknown, codec: Codec<Data>): Data {
  return codec.prefix(prefix) ?? (textArgument(prefix, 2, "receive") as Data);
}

/** @throws TypeError for anything but a pattern */
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

/** The pattern that text names, numbers aside: the dialects differ in how much may follow a pattern's letters. */
export type TextPattern = (text: string) => Pattern | undefined;

const anyTextPattern: TextPattern = (text) => patternOfText(text.charCodeAt(0), text.charCodeAt(1));
