// Calls that let other tasks run until they have their results.

import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { FETCHED, isOthersTurn } from "../../wait/event-loop/fairness.ts";
import { trySelection } from "../../wait/event-loop/pending-selection.ts";
import type { LuaWaiting, PushResults } from "../wait/waiting.ts";
import { OperationRequest } from "./operation-request.ts";
import { PauseRequest, SleepRequest } from "./other-requests.ts";
import { PromiseRequest } from "./promise-request.ts";
import type { Request } from "./request.ts";
import { SelectionRequest } from "./selection-request.ts";
import type { Tasks } from "./tasks.ts";

export class TaskWaiting implements LuaWaiting {
  readonly limitsCoverConnect = true;
  readonly holdsThread = false;
  private readonly tasks: Tasks;
  private readonly blocked: (L: LuaState) => void;

  /** @param blocked  told before a call blocks because Lua cannot yield where it is made */
  constructor(tasks: Tasks, blocked: (L: LuaState) => void) {
    this.tasks = tasks;
    this.blocked = blocked;
  }

  settle(L: LuaState, operation: Operation, need: Need, kept: number, push: PushResults): number {
    return this.wait(L, new OperationRequest(operation, need, push), kept);
  }

  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    kept: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number {
    const ready = trySelection(selection);
    return ready === "wait"
      ? this.wait(L, new SelectionRequest(selection, push), kept)
      : this.pass(L, push(L, ready));
  }

  sleep(L: LuaState, seconds: number): number {
    return this.wait(L, new SleepRequest(seconds), 0);
  }

  promise(
    L: LuaState,
    promise: Promise<unknown>,
    push: (L: LuaState, outcome: PromiseSettledResult<unknown>) => number,
  ): number {
    return this.wait(L, new PromiseRequest(promise, push), 0);
  }

  pass(L: LuaState, results: number): number {
    if (results < 0 || !isOthersTurn(FETCHED) || !this.tasks.canYield(L)) return results;
    const { api } = this.tasks;
    // The results are all that is kept.
    while (api.gettop(L) > results) api.remove(L, 1);
    return this.tasks.yield(L, new PauseRequest(() => results), results);
  }

  /** Waits for anything. */
  wait(L: LuaState, request: Request, kept: number): number {
    if (this.tasks.canYield(L)) return this.tasks.yield(L, request, kept);
    this.blocked(L);
    request.block();
    return request.push(L);
  }
}
