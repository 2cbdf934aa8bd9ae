// Waiting that blocks the thread until a call has its results, as in C.

import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { TierUp } from "../../vm/tier-up.ts";
import { BLOCKS_IN_KERNEL, resumeBlocking, sleep } from "../../wait/blocking.ts";
import { selectBlocking } from "../../wait/selecting.ts";
import type { LuaWaiting, PushResults } from "./waiting.ts";

export class BlockingWaiting implements LuaWaiting {
  readonly limitsCoverConnect = false;
  readonly blocksInKernel: boolean = BLOCKS_IN_KERNEL;
  private readonly tierUp: TierUp;

  constructor(tierUp: TierUp) {
    this.tierUp = tierUp;
  }

  wait(L: LuaState, operation: Operation, need: Need, _saved: number, push: PushResults): number {
    resumeBlocking(operation, need);
    return push(L);
  }

  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    _saved: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number {
    return push(L, selectBlocking(selection));
  }

  sleep(_L: LuaState, seconds: number): number {
    sleep(seconds);
    return 0;
  }

  returnOrYield(L: LuaState, results: number): number {
    return this.tierUp.returnOrYield(L, results);
  }
}
