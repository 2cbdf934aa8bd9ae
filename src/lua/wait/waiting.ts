// The interface through which C functions wait and return their results.

import { DONE, type Need, type Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";

/**
 * Pushes the results of a call after its wait, and returns their number. The stack may belong to another thread than
 * the call's: only the saved values are on it, from index 1 on.
 */
export type PushResults = (L: LuaState) => number;

/** Waits for the calls of one VM. A C function returns the result of a method: `return waiting.wait(…)`. */
export interface LuaWaiting {
  /** True if the total timeout of a connect covers the resolver and all addresses. */
  readonly limitsCoverConnect: boolean;
  /** True if a call without a timeout may block inside the kernel. */
  readonly blocksInKernel: boolean;

  /**
   * Waits for an operation whose first attempt was not done.
   *
   * @param saved  number of the call's arguments, from the first on, that `push` needs on its stack
   */
  wait(L: LuaState, operation: Operation, need: Need, saved: number, push: PushResults): number;

  /** Waits for any of several descriptors. */
  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    saved: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number;

  /** Waits for a number of seconds. */
  sleep(L: LuaState, seconds: number): number;

  /** Returns pushed results; may first yield to the event loop (fairness). */
  returnOrYield(L: LuaState, results: number): number;
}

/** Runs an operation to completion and pushes its results: `return run(…)` in a C function. */
export function run<Op extends Operation>(
  waiting: LuaWaiting,
  L: LuaState,
  operation: Op,
  push: (L: LuaState, operation: Op) => number,
  saved = 0,
): number {
  const need = operation.attempt();
  if (need === DONE) return push(L, operation);
  return waiting.wait(L, operation, need, saved, (thread) => push(thread, operation));
}
