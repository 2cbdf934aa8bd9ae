/** Lua's assert for a result tuple: returns the first value, or throws the reason. */
export function must([value, reason]) {
  if (value === undefined) throw new Error(reason);
  return value;
}
