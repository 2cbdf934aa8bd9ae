// Access to the linear memory of one VM from JavaScript.

/**
 * Typed views of a VM's memory.
 *
 * When the memory grows, the old views become empty. It grows inside any call that can allocate: every
 * `push…` of a string, `newuserdata`, `tolstring` of a number, `malloc`. So read `memory.bytes` again after
 * such a call and never keep a view, or a part of one, across it; pointers stay valid.
 */
export class LuaMemory {
  bytes!: Uint8Array<ArrayBuffer>;
  i32!: Int32Array<ArrayBuffer>;
  u32!: Uint32Array<ArrayBuffer>;
  u16!: Uint16Array<ArrayBuffer>;
  data!: DataView<ArrayBuffer>;
  /** The same bytes as `bytes`, with Buffer's conversions. */
  buffer!: Buffer<ArrayBuffer>;

  readonly #listeners: (() => void)[] = [];

  constructor(buffer: ArrayBuffer) {
    this.#view(buffer);
  }

  /** Calls `listener` after each growth, when the views here are already replaced. */
  onGrow(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Replaces the views after a growth; `buffer` is the new memory. */
  replace(buffer: ArrayBuffer): void {
    this.#view(buffer);
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** Copies the bytes of a C string, without its final zero. */
  readCString(pointer: number): Buffer<ArrayBuffer> {
    return Buffer.from(this.bytes.subarray(pointer, this.bytes.indexOf(0, pointer)));
  }

  /** Copies `size` bytes. */
  readBytes(pointer: number, size: number): Buffer<ArrayBuffer> {
    return Buffer.from(this.bytes.subarray(pointer, pointer + size));
  }

  /** Returns the bytes as a string with one character per byte. */
  readLatin1(pointer: number, size: number): string {
    return this.buffer.toString("latin1", pointer, pointer + size);
  }

  /** Stores `bytes` and a final zero; there must be room for `bytes.length + 1`. */
  writeCString(pointer: number, bytes: Uint8Array): void {
    this.bytes.set(bytes, pointer);
    this.bytes[pointer + bytes.length] = 0;
  }

  #view(buffer: ArrayBuffer): void {
    this.bytes = new Uint8Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.data = new DataView(buffer);
    this.buffer = Buffer.from(buffer);
  }
}
