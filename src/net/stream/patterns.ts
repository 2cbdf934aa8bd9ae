// What receive can be asked for.

/** Up to the end of a line. */
export const LINE = -1;
/** Up to the end of the stream. */
export const ALL = -2;

/** LINE, ALL, or a number of bytes: 0 or more. */
export type Pattern = number;

/**
 * The pattern that text with these two first characters names, or undefined. `*l` and `*a` may be
 * followed by anything (buffer.c). NaN stands for a character that is not there.
 */
export function patternOfText(first: number, second: number): Pattern | undefined {
  if (first !== 0x2a /* * */) return undefined;
  if (second === 0x6c /* l */) return LINE;
  return second === 0x61 /* a */ ? ALL : undefined;
}

/** As patternOfText, where nothing may follow. */
export function exactPatternOfText(text: string): Pattern | undefined {
  return text.length === 2 ? patternOfText(text.charCodeAt(0), text.charCodeAt(1)) : undefined;
}

/** The pattern that a number stands for, or undefined below 0 and for NaN. A fraction of a byte is dropped. */
export function patternOfCount(count: number): Pattern | undefined {
  return count >= 0 ? Math.trunc(count) : undefined;
}
