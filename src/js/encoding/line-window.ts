// The fast path for lines: decodes a part of the input buffer once, and cuts lines out of that text.
//
// A line is what net/stream/receive.ts would return for "*l". The window has it only if the whole line is in text with
// one character per byte; the operation does everything else. A JavaScript engine searches and cuts text several times
// as fast as it decodes many small ranges.

import type { InputBuffer } from "../../net/stream/input-buffer.ts";
import { type Codec, latin1Text, withoutCarriageReturns } from "./codec.ts";

/**
 * Number of bytes decoded at once. A line of 13 characters or more keeps the text that it was cut from alive, so with a
 * larger window a program that keeps few of many lines would use more memory.
 */
const WINDOW_SIZE = 4096;
const NO_GENERATION = -1;

export class LineWindow {
  private readonly input: InputBuffer;
  private text = "";
  private hasCarriageReturns = false;
  /** Position in the input buffer of the first character. */
  private base = 0;
  /** Generation of the input buffer that the text was made from: in any other, the window is out of date. */
  private generation = NO_GENERATION;

  constructor(input: InputBuffer) {
    this.input = input;
  }

  /** Takes the next line off the input buffer if the window has all of it. */
  nextLine(): string | undefined {
    const { input } = this;
    if (this.generation !== input.generation) return undefined;
    const from = input.start - this.base;
    const at = this.text.indexOf("\n", from);
    if (at < 0) return undefined;
    input.take(at + 1 - from);
    const line = this.text.slice(from, at);
    return this.hasCarriageReturns ? withoutCarriageReturns(line) : line;
  }

  /** Decodes the front of the input buffer, unless it has characters of several bytes. */
  open(codec: Codec<string>): void {
    const { region, start, end, generation } = this.input;
    const bytes = region.bytes as Buffer;
    const until = Math.min(start + WINDOW_SIZE, end);
    if (!codec.isBytewise(bytes, start, until)) return;
    this.text = latin1Text(bytes, start, until);
    this.hasCarriageReturns = this.text.includes("\r");
    this.base = start;
    this.generation = generation;
  }

  /** Forgets the text. */
  close(): void {
    this.text = "";
    this.generation = NO_GENERATION;
  }
}
