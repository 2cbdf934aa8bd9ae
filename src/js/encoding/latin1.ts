// Bytes as text of one character each.

type Slice = (this: Buffer, start: number, end: number) => string;

/** What `toString("latin1")` comes to, once it has found out what that name means. */
const slice: Slice =
  (Buffer.prototype as unknown as { latin1Slice?: Slice }).latin1Slice ??
  function (this: Buffer, start, end) {
    return this.toString("latin1", start, end);
  };

export function latin1Text(bytes: Buffer, start: number, end: number): string {
  return slice.call(bytes, start, end);
}
