// ASCII codes that the filters use.

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const DOT = 0x2e;
export const EQUALS = 0x3d;

export const CRLF: Uint8Array = Uint8Array.of(CR, LF);
/** A soft line break (RFC 2045, section 6.7, rule 5). */
export const SOFT_BREAK: Uint8Array = Uint8Array.of(EQUALS, CR, LF);
