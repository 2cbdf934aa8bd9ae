// Blocking calls that Ctrl-C ends without ending the process: for sessions in which a user tries things out.

import { createContext, Script } from "node:vm";
import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { resumeBlocking, sleep } from "../../wait/blocking.ts";
import { selectBlocking } from "../../wait/selecting.ts";
import type { LuaWaiting, PushResults } from "./waiting.ts";

/**
 * A wait that SIGINT ends raises "interrupted!", as `lua` does (lua.c, lstop). Only waits: what Lua itself does
 * cannot be left in the middle. Each costs a thread of Node's that looks for the signal.
 */
export class InterruptibleWaiting implements LuaWaiting {
  readonly limitsCoverConnect = false;
  /** The system's call would wait before anybody looks for the signal. */
  readonly blocksInKernel = false;
  private readonly scope = createContext({});
  private readonly script = new Script("wait()");
  private readonly usual: LuaWaiting;

  constructor(usual: LuaWaiting) {
    this.usual = usual;
  }

  wait(L: LuaState, operation: Operation, need: Need, _kept: number, push: PushResults): number {
    try {
      this.untilInterrupted(() => resumeBlocking(operation, need));
    } catch (error) {
      operation.cancel?.();
      throw error;
    }
    return push(L);
  }

  select<Element>(
    L: LuaState,
    selection: Selection<Element>,
    _kept: number,
    push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
  ): number {
    let ready: ReadyElements<Element> | undefined;
    this.untilInterrupted(() => {
      ready = selectBlocking(selection);
    });
    return push(L, ready);
  }

  sleep(_L: LuaState, seconds: number): number {
    this.untilInterrupted(() => sleep(seconds));
    return 0;
  }

  returnOrYield(L: LuaState, results: number): number {
    return this.usual.returnOrYield(L, results);
  }

  private untilInterrupted(wait: () => void): void {
    Object.assign(this.scope, { wait });
    try {
      this.script.runInContext(this.scope, { breakOnSigint: true });
    } catch (error) {
      const isInterrupt = (error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
      throw isInterrupt ? new Error("interrupted!") : error;
    }
  }
}
