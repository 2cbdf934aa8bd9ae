// Waiting in tasks: other tasks run until the result of a call exists.

import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { COST_SYSCALL, shouldYield } from "../../wait/event-loop/fairness.ts";
import { trySelection } from "../../wait/event-loop/pending-selection.ts";
import type { LuaWaiting, PushResults } from "../wait/waiting.ts";
import { OperationRequest } from "./operation-request.ts";
import { PauseRequest, SleepRequest } from "./other-requests.ts";
import { PromiseRequest } from "./promise-request.ts";
import type { Request } from "./request.ts";
import type { Scheduler } from "./scheduler.ts";
import { SelectionRequest } from "./selection-request.ts";

export class TaskWaiting implements LuaWaiting {
  readonly limitsCoverConnect = true;
  readonly blocksInKernel = false;
  private readonly tasks: Scheduler;
  private readonly blocked: (L: LuaState) => void;

  /** @param blocked  called before a call blocks because Lua cannot yield there */
  constructor(tasks: Scheduler, blocked: (L: LuaState) => void) {
    this.tasks = tasks;
    this.blocked = blocked;
  }

  wait(L: LuaState, operation: Operation, need: Need, saved: number, push: PushResults): number {
    return this.request(L, new OperationRequest(operation, need, push), saved);
  }

  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    saved: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number {
    const ready = trySelection(selection);
    return ready === "wait"
      ? this.request(L, new SelectionRequest(selection, push), saved)
      : this.returnOrYield(L, push(L, ready));
  }

  sleep(L: LuaState, seconds: number): number {
    return this.request(L, new SleepRequest(seconds), 0);
  }

  promise(
    L: LuaState,
    promise: Promise<unknown>,
    push: (L: LuaState, outcome: PromiseSettledResult<unknown>) => number,
  ): number {
    return this.request(L, new PromiseRequest(promise, push), 0);
  }

  returnOrYield(L: LuaState, results: number): number {
    if (results < 0 || !shouldYield(COST_SYSCALL) || !this.tasks.canYield(L)) return results;
    const { api } = this.tasks;
    // Only the results are saved.
    while (api.gettop(L) > results) api.remove(L, 1);
    return this.tasks.yield(L, new PauseRequest(() => results), results);
  }

  /** Waits for a request, by yielding if possible. */
  request(L: LuaState, request: Request, saved: number): number {
    if (this.tasks.canYield(L)) return this.tasks.yield(L, request, saved);
    this.blocked(L);
    request.block();
    return request.push(L);
  }
}
