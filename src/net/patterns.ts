// What receive can be asked for.

/** Up to the end of a line. */
export const LINE = -1;
/** Up to the end of the stream. */
export const ALL = -2;

/** LINE, ALL, or a number of bytes: 0 or more. */
export type Pattern = number;

/** The pattern that text names, or undefined. `*l` and `*a` may be followed by anything (buffer.c). */
export function patternOfText(text: string): Pattern | undefined {
  if (text.startsWith("*l")) return LINE;
  if (text.startsWith("*a")) return ALL;
  return undefined;
}

/** The pattern that a number stands for, or undefined below 0 and for NaN. A fraction of a byte is dropped. */
export function patternOfCount(count: number): Pattern | undefined {
  return count >= 0 ? Math.trunc(count) : undefined;
}
