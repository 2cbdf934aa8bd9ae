// Conversion of JavaScript strings to bytes.

/**
 * - `"utf8"`: text; a call whose result is not valid UTF-8 throws and leaves the bytes unread.
 * - `"latin1"`: text with one character per byte, exactly like a Lua string.
 * - `"buffer"`: results are Buffers; string arguments are encoded as UTF-8.
 */
export type Encoding = "utf8" | "latin1" | "buffer";

const ENCODINGS: ReadonlySet<unknown> = new Set<Encoding>(["utf8", "latin1", "buffer"]);

export function isEncoding(value: unknown): value is Encoding {
  return ENCODINGS.has(value);
}

/** The reason why text cannot be encoded, or undefined if it can. */
export function unencodable(text: string, encoding: Encoding): string | undefined {
  if (encoding !== "latin1") return text.isWellFormed() ? undefined : "text contains a lone surrogate";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of Latin-1, including controls.
  return /[^\u0000-\u00ff]/.test(text) ? "text contains characters beyond Latin-1" : undefined;
}
