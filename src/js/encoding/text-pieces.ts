// Long text to send, as bytes piece by piece: a piece stays in the processor's cache until it is sent, and needs no
// memory of its own, which for all of the text costs more than to send it.

import type { Piece, Pieces } from "../../net/stream/send.ts";
import type { Encoding } from "../../text/encoding.ts";
import { checkText, encoded } from "./outgoing.ts";

/** In UTF-16 units. Half of it and twice as much do as well; from a mebibyte on it is slower by a quarter. */
const PIECE_SIZE = 256 * 1024;

/** Whether data is text of several pieces. */
export function isLongText(data: unknown): data is string {
  return typeof data === "string" && data.length > PIECE_SIZE;
}

export class TextPieces implements Pieces {
  private readonly text: string;
  private readonly encoding: Encoding;
  private at = 0;

  /** @throws TypeError for text that the encoding cannot say */
  constructor(text: string, encoding: Encoding, method: string) {
    checkText(text, encoding, method, 1);
    this.text = text;
    this.encoding = encoding;
  }

  next(): Piece | undefined {
    const { text, at } = this;
    if (at >= text.length) return undefined;
    let end = at + PIECE_SIZE;
    // Both halves of a surrogate pair make one character of UTF-8.
    if (isLeadSurrogate(text.charCodeAt(end - 1))) end--;
    this.at = end;
    return encoded(text.slice(at, end), this.encoding);
  }
}

function isLeadSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
