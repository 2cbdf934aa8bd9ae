// The wrapper around a JavaScript function that C code calls.

import { mustPassThrough } from "../runtime/unwind.ts";
import { type CFunction, type LuaApi, YIELDS_TOP } from "./lua-api.ts";

/**
 * Turns an exception of `fn` into a Lua error. Otherwise it would pass through every pcall up to the JavaScript
 * caller and leave Lua's count of nested calls too high, until every call fails with "C stack overflow".
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
      // Drop pushed values: a C function can rely on 20 free slots only.
      api.settop(L, 0);
      api.where(L, 1);
      api.pushBytes(L, Buffer.from(thrown instanceof Error ? thrown.message : String(thrown)));
      api.concat(L, 2);
      return api.error(L);
    }
    // A yield of 5.4 is a longjmp: outside of the `try`, it needs no catch and rethrow.
    return results === YIELDS_TOP ? api.yield(L, 1) : results;
  };
}
