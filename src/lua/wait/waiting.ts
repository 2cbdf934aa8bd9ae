// How a C function of ours waits, and gives its results when it has waited.

import { DONE, type Need, type Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";

/**
 * Pushes the results of a call that has waited, and gives how many they are. The stack is not that of the call
 * any more, perhaps not even its thread: only the values that were to be kept are there, from index 1 on.
 */
export type PushResults = (L: LuaState) => number;

/** One for each VM. Each method is what a C function returns: `return waiting.settle(…)`. */
export interface LuaWaiting {
  /** Whether the total limit of a connect covers the resolver, and all addresses. */
  readonly limitsCoverConnect: boolean;
  /** Whether a system call may hold the thread as long as a call without a limit waits. */
  readonly blocksInKernel: boolean;

  /**
   * Waits for an operation that has been tried and was not done.
   *
   * @param saved  how many of the call's arguments, from the first on, `push` finds on its stack
   */
  wait(L: LuaState, operation: Operation, need: Need, saved: number, push: PushResults): number;

  /** Waits for one of many descriptors. */
  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    saved: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number;

  /** Waits for nothing but time. */
  sleep(L: LuaState, seconds: number): number;

  /** Results that are on the stack already. It may be the turn of others first. */
  returnOrYield(L: LuaState, results: number): number;
}

/** Drives an operation to its end, and has its results pushed: what a C function returns. */
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
