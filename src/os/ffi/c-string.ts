// Text as C has it.

/** The bytes of text and a NUL. C text ends at the first NUL, as it does for a Lua string that is handed to C. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text.split("\0", 1)[0]}\0`);
}
