// The wait of a task for a JavaScript promise.

import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { Request, Requester } from "./request.ts";

export class PromiseRequest implements Request {
  private readonly promise: Promise<unknown>;
  private readonly pushOutcome: (L: LuaState, outcome: PromiseSettledResult<unknown>) => number;
  private outcome: PromiseSettledResult<unknown> | undefined;

  /** @param pushOutcome  pushes the results, or raises the reason of a rejection */
  constructor(
    promise: Promise<unknown>,
    pushOutcome: (L: LuaState, outcome: PromiseSettledResult<unknown>) => number,
  ) {
    this.promise = promise;
    this.pushOutcome = pushOutcome;
  }

  begin(requester: Requester): void {
    this.promise.then(
      (value) => {
        this.outcome = { status: "fulfilled", value };
        requester.completed();
      },
      (reason) => {
        this.outcome = { status: "rejected", reason };
        requester.completed();
      },
    );
  }

  block(): void {
    throw new Error("cannot wait for a promise where Lua cannot yield");
  }

  cancel(): void {}

  push(L: LuaState): number {
    return this.pushOutcome(L, this.outcome as PromiseSettledResult<unknown>);
  }
}
