// The wait of a task in select.

import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { PendingSelection } from "../../wait/event-loop/pending-selection.ts";
import { selectBlocking } from "../../wait/selecting.ts";
import type { Request, Requester } from "./request.ts";

type Ready<Element> = ReadyElements<Element> | undefined;

export class SelectionRequest<Element> implements Request {
  private readonly selection: Selection<Element>;
  private readonly pushReady: (L: LuaState, ready: Ready<Element>) => number;
  private pending: PendingSelection<Element> | undefined;
  private ready: Ready<Element>;

  constructor(selection: Selection<Element>, pushReady: (L: LuaState, ready: Ready<Element>) => number) {
    this.selection = selection;
    this.pushReady = pushReady;
  }

  begin(requester: Requester): void {
    this.pending = new RequestedSelection(this.selection, (ready) => {
      this.ready = ready;
      requester.completed();
    });
    this.pending.begin();
  }

  block(): void {
    this.ready = selectBlocking(this.selection);
  }

  cancel(): void {
    this.pending?.cancel();
  }

  push(L: LuaState): number {
    return this.pushReady(L, this.ready);
  }
}

class RequestedSelection<Element> extends PendingSelection<Element> {
  private readonly listener: (ready: Ready<Element>) => void;

  constructor(selection: Selection<Element>, listener: (ready: Ready<Element>) => void) {
    super(selection);
    this.listener = listener;
  }

  protected override completed(ready: Ready<Element>): void {
    this.listener(ready);
  }
}
