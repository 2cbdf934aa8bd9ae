// UTF-8 that arrives in pieces (RFC 3629 section 3).

const CONTINUATION_MASK = 0xc0;
const CONTINUATION = 0x80;
const LONGEST_CHARACTER = 4;

/** How many bytes a character has that begins with `lead`; 1 also for bytes that begin none. */
function characterSize(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/**
 * Where the last character that is all there ends. Bytes after it are the beginning of one more. Bytes
 * that are no UTF-8 at all count as characters: to complain of them is the decoder's task.
 */
export function utf8CompleteEnd(bytes: Uint8Array, start: number, end: number): number {
  const earliest = Math.max(start, end - LONGEST_CHARACTER + 1);
  for (let lead = end - 1; lead >= earliest; lead--) {
    const byte = bytes[lead] as number;
    if ((byte & CONTINUATION_MASK) === CONTINUATION) continue;
    return lead + characterSize(byte) > end ? lead : end;
  }
  return end;
}
