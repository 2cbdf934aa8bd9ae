/** Growing buffer for the output of a filter. */
export class Output {
  private bytes = Buffer.allocUnsafe(INITIAL_SIZE);
  private size = 0;

  /** Clears the content and keeps the memory, unless it is large. */
  begin(): this {
    if (this.bytes.length > MAX_REUSED_BYTES) this.bytes = Buffer.allocUnsafe(INITIAL_SIZE);
    this.size = 0;
    return this;
  }

  add(byte: number): void {
    if (this.size === this.bytes.length) this.grow(1);
    this.bytes[this.size++] = byte;
  }

  addAll(bytes: Uint8Array): void {
    if (this.size + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.size);
    this.size += bytes.length;
  }

  /** Adds text with one byte for each character. */
  addText(text: string): void {
    if (this.size + text.length > this.bytes.length) this.grow(text.length);
    this.size += this.bytes.write(text, this.size, "latin1");
  }

  /**
   * Reserves room for more bytes, from `length` on. The caller fills it in a loop and passes the new length to
   * `end`, which costs a fraction of an `add` for each byte.
   */
  room(size: number): Buffer {
    if (this.size + size > this.bytes.length) this.grow(size);
    return this.bytes;
  }

  end(length: number): void {
    this.size = length;
  }

  get length(): number {
    return this.size;
  }

  /** The collected bytes, valid until the next `begin`. */
  get content(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  private grow(more: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.size + more));
    larger.set(this.content);
    this.bytes = larger;
  }
}

const INITIAL_SIZE = 8192;
const MAX_REUSED_BYTES = 1024 * 1024;
