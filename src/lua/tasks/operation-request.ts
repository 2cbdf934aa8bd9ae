// The wait of a task for an operation.

import type { Need, Operation } from "../../net/operation.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { resumeBlocking } from "../../wait/blocking.ts";
import { Pending } from "../../wait/event-loop/pending.ts";
import type { PushResults } from "../wait/waiting.ts";
import type { Request, Requester } from "./request.ts";

export class OperationRequest implements Request {
  private readonly operation: Operation;
  private readonly need: Need;
  private readonly pushResults: PushResults;
  private pending: Pending<Operation> | undefined;

  constructor(operation: Operation, need: Need, pushResults: PushResults) {
    this.operation = operation;
    this.need = need;
    this.pushResults = pushResults;
  }

  begin(requester: Requester): void {
    this.pending = new RequestedOperation(this.operation, requester);
    this.pending.begin(this.need);
  }

  block(): void {
    resumeBlocking(this.operation, this.need);
  }

  cancel(): void {
    this.pending?.cancel();
  }

  push(L: LuaState): number {
    // Until now the operation has the result, and another call would overwrite it.
    this.operation.conflicts?.release();
    return this.pushResults(L);
  }
}

class RequestedOperation extends Pending<Operation> {
  private readonly requester: Requester;

  constructor(operation: Operation, requester: Requester) {
    super(operation, true);
    this.requester = requester;
  }

  protected override completed(): void {
    this.operation.conflicts?.acquire();
    this.requester.completed();
  }

  protected override failed(error: unknown): void {
    this.requester.failed(error);
  }
}
