// What stands between a JavaScript function and the C code that calls it.

import { mustPassThrough } from "../runtime/unwind.ts";
import { type CFunction, type LuaApi, YIELDS_TOP } from "./lua-api.ts";

/**
 * Turns an exception of `fn` into a Lua error. Left alone it would fly through every pcall up to the
 * JavaScript caller and leave Lua's count of nested calls too high, until "C stack overflow" is all it says.
 */
export function toLuaError(
  fn: CFunction,
  api: Pick<LuaApi, "settop" | "where" | "pushBytes" | "concat" | "error" | "yield">,
): CFunction {
  return (L) => {
    let results: number;
    try {
      results = fn(L);
    } catch (thrown) {
      if (mustPassThrough(thrown)) {
        throw thrown;
      }
      // Whatever the function had pushed is in the way: a C function may count on 20 free slots only.
      api.settop(L, 0);
      api.where(L, 1);
      api.pushBytes(L, Buffer.from(thrown instanceof Error ? thrown.message : String(thrown)));
      api.concat(L, 2);
      return api.error(L);
    }
    // A yield of 5.4 is a longjmp: out here nobody has to catch it and throw it on.
    return results === YIELDS_TOP ? api.yield(L, 1) : results;
  };
}
