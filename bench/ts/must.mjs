/** Lua's assert for a result tuple: its first value, or the reason why there is none. */
export function must([value, reason]) {
  if (value === undefined) throw new Error(reason);
  return value;
}
