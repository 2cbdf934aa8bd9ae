import { DONE, type Operation } from "../../net/operation.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { LuaWaiting } from "./waiting.ts";

/** Drives an operation to its end, and has its results pushed: what a C function returns. */
export function run<Op extends Operation>(
  waiting: LuaWaiting,
  L: LuaState,
  operation: Op,
  push: (L: LuaState, operation: Op) => number,
  kept = 0,
): number {
  const need = operation.attempt();
  if (need === DONE) return push(L, operation);
  return waiting.settle(L, operation, need, kept, (thread) => push(thread, operation));
}
