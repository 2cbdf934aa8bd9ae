// Calls that hold the thread until they have their results, as in C.

import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { Reentry } from "../../vm/tier-up.ts";
import { HOLDS_THREAD, settleFrom, sleep } from "../../wait/blocking.ts";
import { settleSelection } from "../../wait/selecting.ts";
import type { LuaWaiting, PushResults } from "./waiting.ts";

export class BlockingWaiting implements LuaWaiting {
  readonly limitsCoverConnect = false;
  readonly holdsThread: boolean = HOLDS_THREAD;
  private readonly reentry: Reentry;

  constructor(reentry: Reentry) {
    this.reentry = reentry;
  }

  settle(L: LuaState, operation: Operation, need: Need, _kept: number, push: PushResults): number {
    settleFrom(operation, need);
    return push(L);
  }

  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    _kept: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number {
    return push(L, settleSelection(selection));
  }

  sleep(_L: LuaState, seconds: number): number {
    sleep(seconds);
    return 0;
  }

  pass(L: LuaState, results: number): number {
    return this.reentry.pass(L, results);
  }
}
