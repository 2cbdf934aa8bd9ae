// The quick way to lines: a stretch of the input buffer decoded once, lines cut out of that text.
//
// It gives what net/receive.ts would give for "*l", as long as a whole line stands in text that has one
// character per byte. Everything else is left to the operation. A JavaScript engine searches and cuts
// text several times as fast as it decodes many small ranges.

import type { InputBuffer } from "../../net/stream/input-buffer.ts";
import { type Codec, latin1Text, withoutCarriageReturns } from "./codec.ts";

/**
 * How many bytes are decoded at once. A line of 13 characters or more keeps the text that it was cut
 * from alive, so a larger window would cost memory to who keeps few lines of many.
 */
const WINDOW_SIZE = 4096;
const NO_GENERATION = -1;

export class LineWindow {
  private readonly input: InputBuffer;
  private text = "";
  private hasCarriageReturns = false;
  /** Position in the input buffer of the first character. */
  private base = 0;
  /** The state of the input buffer that the text was made from. */
  private generation = NO_GENERATION;

  constructor(input: InputBuffer) {
    this.input = input;
  }

  /** Takes the next line off the input buffer if all of it stands in the window. */
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

  /** Decodes what stands at the front of the input buffer, for the lines to come. */
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

  /** Forgets the text: lines are to be decoded in another way from now on. */
  close(): void {
    this.text = "";
    this.generation = NO_GENERATION;
  }
}
