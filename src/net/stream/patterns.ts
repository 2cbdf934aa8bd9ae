// The patterns of receive, and the state of one that is under way.
//
// These words are short enough for the bundler to put them in the place of their names, and this file has no imports, or
// it would not: the engine does not trust the variables of a bundle to stay as they are.

/** Up to the end of a line. */
export const LINE = "*l";
/** Up to the end of the stream. */
export const ALL = "*a";

/** The pattern of a receive: a line, everything, or a number of bytes, 0 or more. */
export type Pattern = typeof LINE | typeof ALL | number;

/** A number of bytes. The number is kept beside the want, so that no call allocates an object for both. */
export const COUNT = "n";
/** Nothing more: the request is satisfied without a read. */
export const MET = "met";

/** Goal of a receive that is under way. */
export type Want = typeof LINE | typeof ALL | typeof COUNT | typeof MET;

/**
 * The pattern that text with these two first characters names, or undefined. `*l` and `*a` may be
 * followed by anything (buffer.c). NaN stands for a missing character.
 */
export function patternOfText(first: number, second: number): Pattern | undefined {
  if (first !== 0x2a /* * */) return undefined;
  if (second === 0x6c /* l */) return LINE;
  return second === 0x61 /* a */ ? ALL : undefined;
}

/** As patternOfText, but nothing may follow. */
export function exactPatternOfText(text: string): Pattern | undefined {
  return text.length === 2 ? patternOfText(text.charCodeAt(0), text.charCodeAt(1)) : undefined;
}

/** The pattern of a number, or undefined below 0 and for NaN. Drops a fraction of a byte. */
export function patternOfCount(count: number): Pattern | undefined {
  return count >= 0 ? Math.trunc(count) : undefined;
}
