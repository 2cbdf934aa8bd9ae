// Blocking calls that Ctrl-C interrupts without ending the process: for interactive sessions.

import { createContext, Script } from "node:vm";
import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";
import { resumeBlocking, sleep } from "../../wait/blocking.ts";
import { selectBlocking } from "../../wait/selecting.ts";
import type { LuaWaiting, PushResults } from "./waiting.ts";

/**
 * Raises "interrupted!" if SIGINT ends a wait, as `lua` does (lua.c, lstop). Only waits: running Lua code cannot be
 * interrupted. Each wait costs a thread of Node that watches for the signal.
 */
export class InterruptibleWaiting implements LuaWaiting {
  readonly limitsCoverConnect = false;
  /** Inside the kernel, a call would block before the signal watchdog runs. */
  readonly blocksInKernel = false;
  private readonly scope = createContext({});
  private readonly script = new Script("wait()");
  private readonly usual: LuaWaiting;

  constructor(usual: LuaWaiting) {
    this.usual = usual;
  }

  wait(L: LuaState, operation: Operation, need: Need, _saved: number, push: PushResults): number {
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
    _saved: number,
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
