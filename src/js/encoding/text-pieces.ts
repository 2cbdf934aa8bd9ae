// Encodes long text piece by piece: a piece stays in the CPU cache until it is sent, and needs no memory of its own.
// Allocating memory for the bytes of the whole text costs more than sending them.

import type { Piece, Pieces } from "../../net/stream/send.ts";
import type { Encoding } from "../../text/encoding.ts";
import { checkText, encoded } from "./outgoing.ts";

/** In UTF-16 units. Half and twice the size are equally fast; pieces of a mebibyte or more are a quarter slower. */
const PIECE_SIZE = 256 * 1024;

/** True if data is text of more than one piece. */
export function isLongText(data: unknown): data is string {
  return typeof data === "string" && data.length > PIECE_SIZE;
}

export class TextPieces implements Pieces {
  private readonly text: string;
  private readonly encoding: Encoding;
  private at = 0;

  /** @throws TypeError for text that the encoding cannot represent */
  constructor(text: string, encoding: Encoding, method: string) {
    checkText(text, encoding, method, 1);
    this.text = text;
    this.encoding = encoding;
  }

  next(): Piece | undefined {
    const { text, at } = this;
    if (at >= text.length) return undefined;
    let end = at + PIECE_SIZE;
    // A surrogate pair is one UTF-8 character: do not split it.
    if (isLeadSurrogate(text.charCodeAt(end - 1))) end--;
    this.at = end;
    return encoded(text.slice(at, end), this.encoding);
  }
}

function isLeadSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
