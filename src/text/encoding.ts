// What strings of JavaScript stand for as bytes.

/**
 * - `"utf8"`: text; bytes that are not UTF-8 make the call that would give them throw, and stay.
 * - `"latin1"`: text of one character per byte, exactly as a Lua string.
 * - `"buffer"`: Buffers; strings that are given are UTF-8.
 */
export type Encoding = "utf8" | "latin1" | "buffer";

const ENCODINGS: ReadonlySet<unknown> = new Set<Encoding>(["utf8", "latin1", "buffer"]);

export function isEncoding(value: unknown): value is Encoding {
  return ENCODINGS.has(value);
}

/** Why text has no bytes under an encoding, or undefined when it has. */
export function unencodable(text: string, encoding: Encoding): string | undefined {
  if (encoding !== "latin1") return text.isWellFormed() ? undefined : "text has half a surrogate pair";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of Latin-1, controls and all.
  return /[^\u0000-\u00ff]/.test(text) ? "text has characters beyond Latin-1" : undefined;
}
