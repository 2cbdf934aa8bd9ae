// What a receive may give, told from the bytes that were sent. Trivial on purpose: an array of bytes and a place in it.

import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import type { Encoding } from "#src/text/encoding.ts";

export type Pattern = "*l" | "*a" | number;
export type Results = readonly [value?: unknown, ...rest: unknown[]];

const LF = 10;
const CR = 13;

export class Model {
  /** What has been sent. */
  readonly stream: number[] = [];
  /** How many bytes of it have been taken. */
  at = 0;
  encoding: Encoding;
  /** The peer has ended the stream, in order or not. */
  end: "open" | "closed" | "reset" = "open";
  /** Our end is closed: what had not been received by then is the kernel's. */
  isOurEndClosed = false;
  /** What the peer sends can be received at once: so it is with unix-domain sockets, not with TCP. */
  private readonly isPrompt: boolean;
  /** A dialect has bytes received for a count of 0. */
  private readonly readsForZero: boolean;

  constructor(encoding: Encoding, isPrompt: boolean, readsForZero: boolean) {
    this.encoding = encoding;
    this.isPrompt = isPrompt;
    this.readsForZero = readsForZero;
  }

  sent(bytes: Uint8Array): void {
    this.stream.push(...bytes);
  }

  get left(): number[] {
    return this.stream.slice(this.at);
  }

  /** Everything that was sent must come sooner or later. */
  get mustComeWhole(): boolean {
    return this.end !== "reset" && !this.isOurEndClosed;
  }

  /** The bytes of what a call gave. */
  bytesOf(data: unknown): number[] {
    if (typeof data === "string")
      return [...Buffer.from(data, this.encoding === "latin1" ? "latin1" : "utf8")];
    assert.ok(data instanceof Uint8Array, `neither text nor bytes: ${String(data)}`);
    return [...data];
  }

  /**
   * Judges the results of `receive(pattern, prefix)`.
   *
   * @param taken  how many bytes have been taken in all, as the object counts them
   */
  received(pattern: Pattern, prefix: unknown, results: Results, taken: number): void {
    const before = prefix === undefined ? [] : this.bytesOf(prefix);
    const [data, failure, partial] = results;
    const bytes = this.bytesOf(failure === undefined ? data : partial);
    assert.deepEqual(bytes.slice(0, before.length), before, "the prefix is not what was given");
    this.took(pattern, bytes.slice(before.length), failure, taken, before.length);
  }

  /** As received, for data that has come without a prefix. `failure` is undefined where the pattern was met. */
  took(pattern: Pattern, got: number[], failure: unknown, taken: number, prefixSize = 0): void {
    const { left } = this;
    const isLine = pattern === "*l";
    const count = taken - this.at;
    assert.ok(count >= 0 && count <= left.length, `${count} of ${left.length} bytes were taken`);
    const raw = left.slice(0, count);
    const isMet = failure === undefined;
    const own = isLine && isMet ? raw.slice(0, -1) : raw;
    assert.deepEqual(got, isLine ? own.filter((byte) => byte !== CR) : own, "other bytes than were sent");
    if (isMet) this.met(pattern, raw, prefixSize);
    else this.failed(pattern, raw, failure, prefixSize);
    this.at = taken;
  }

  /** A receive has thrown because its bytes are no text: then they are none, and are all there. */
  refused(taken: number, patterns: readonly Pattern[], prefixSize = 0): void {
    assert.equal(taken, this.at, "what could not be decoded was taken");
    assert.equal(this.encoding, "utf8");
    let from = this.at;
    const areTexts = patterns.map((pattern) => {
      const rest = this.stream.slice(from);
      const lineEnd = rest.indexOf(LF);
      const size = typeof pattern === "number" ? pattern - prefixSize : rest.length;
      const raw = rest.slice(0, pattern === "*l" && lineEnd >= 0 ? lineEnd : size);
      from += raw.length + (pattern === "*l" ? 1 : 0);
      return isUtf8(Uint8Array.from(raw));
    });
    assert.ok(areTexts.includes(false), "text was refused");
  }

  /** Nothing that has been given up may take anything. */
  abandoned(taken: number): void {
    assert.equal(taken, this.at, "a call that was given up took bytes");
  }

  private met(pattern: Pattern, raw: readonly number[], prefixSize: number): void {
    if (pattern === "*l") assert.equal(raw.indexOf(LF), raw.length - 1, "not one line");
    else if (pattern === "*a") {
      assert.ok(this.end !== "open" || this.isOurEndClosed, "*a was met before the end");
    } else {
      assert.equal(raw.length, Math.max(pattern - prefixSize, 0));
      const waits = pattern === 0 && this.readsForZero && prefixSize === 0;
      if (waits) assert.ok(this.left.length > 0, "nothing was there for 0 bytes");
    }
  }

  private failed(pattern: Pattern, raw: readonly number[], failure: unknown, prefixSize: number): void {
    assert.ok(failure === "timeout" || failure === "closed", String(failure));
    if (failure === "closed")
      assert.ok(this.end !== "open" || this.isOurEndClosed, "closed while it is open");
    if (pattern === "*l") assert.ok(!raw.includes(LF), "a whole line came as a partial one");
    if (typeof pattern === "number" && pattern > 0) assert.ok(raw.length < pattern - prefixSize);
    // All that there is comes with a failure, but for the beginning of a character.
    const kept = this.left.slice(raw.length);
    const isComplete = failure === "closed" ? this.mustComeWhole : this.isPrompt && !this.isOurEndClosed;
    if (!isComplete) return;
    if (this.encoding === "utf8") assert.ok(kept.length < 4, `${kept.length} bytes were kept`);
    else assert.equal(kept.length, 0, `${kept.length} bytes were not given`);
  }
}
