// Text as C has it.

/** C text ends at the first NUL, as it does for a Lua string that is handed to C. */
export function cString(text: string): string {
  return text.split("\0", 1)[0] as string;
}
