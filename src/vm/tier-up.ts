// Runs a program so that V8 can switch it to optimized code while it runs (tier-up).
//
// V8 compiles WebAssembly twice: quickly at first, and with optimization once a function has run for a while. But a
// running activation stays in the code in which it began. The loop of a script's main chunk is one activation of
// Lua's interpreter, so a script would run in the first code, half as fast, until its end.
//
// Here the program runs in a thread of its own. From time to time a socket call yields its results to
// us and gets them back immediately: this reenters the interpreter, by then in optimized code. The program cannot
// observe it: the functions that could distinguish this thread from the main one are replaced.

import { LUA_MULTRET, LUA_OK, LUA_YIELD, type LuaApi, type LuaState } from "./c-api/lua-api.ts";

/** Number of socket calls before the first reentry into the interpreter; it doubles each time. */
const FIRST_TIER_UP_CALLS = 1024;

/** Decides when a function of the host reenters the interpreter. */
export class TierUp {
  /** The thread of the main program, 0 for none. */
  thread: LuaState = 0;
  private calls = 0;
  private due = FIRST_TIER_UP_CALLS;
  private readonly api: LuaApi;

  constructor(api: LuaApi) {
    this.api = api;
  }

  /** Returns the `results` values that a C function has pushed; yields them if a reentry is due. */
  returnOrYield(L: LuaState, results: number): number {
    if (++this.calls < this.due || results < 0) return results;
    this.due *= 2;
    return L === this.thread && this.api.isyieldable(L) ? this.api.yield(L, results) : results;
  }
}

/**
 * Calls the function below `args` arguments on the stack, as the main program, and drops its results.
 * Returns LUA_OK, or another status with the result of `handler` for the error on the stack. Needs Lua 5.4.
 *
 * @param handler  pointer of a message handler
 */
export function callMainProgram(
  api: LuaApi,
  L: LuaState,
  args: number,
  handler: number,
  tierUp: TierUp,
): number {
  const { pcallk } = api;
  if (pcallk === undefined) throw new Error("unreachable: this version of Lua cannot yield out of pcall");
  let status = LUA_OK;
  const finish = (thread: LuaState, outcome: number): number => {
    status = outcome === LUA_YIELD ? LUA_OK : outcome;
    // After a failure, the message on top is the only result.
    return status === LUA_OK ? 0 : Math.min(api.gettop(thread), 1);
  };
  const continued = api.registerContinuation(finish);
  // A C function at the bottom, as under lua.c: tracebacks end with "[C]: in ?".
  const begin = api.registerFunction((thread) => {
    const count = api.gettop(thread) - 1;
    api.pushcclosure(thread, handler, 0);
    api.insert(thread, 1);
    return finish(thread, pcallk(thread, count, LUA_MULTRET, 1, 0, continued));
  });

  const thread = api.newthread(L);
  // Below the function: the stack keeps the thread from being collected.
  api.insert(L, -args - 2);
  api.pushcclosure(thread, begin, 0);
  api.xmove(L, thread, args + 1);
  hideThread(api, L, thread);
  tierUp.thread = thread;
  let outcome = api.resume(thread, L, args + 1);
  while (outcome === LUA_YIELD) outcome = api.resume(thread, L, api.resumeResults(thread));
  tierUp.thread = 0;
  const failed = status || outcome;
  if (failed !== LUA_OK) api.xmove(thread, L, 1);
  api.remove(L, failed === LUA_OK ? -1 : -2); // the thread
  return failed;
}

/** Makes the program's thread look like the main one, which cannot yield. */
function hideThread(api: LuaApi, L: LuaState, thread: LuaState): void {
  const replace = (name: string, fn: (L: LuaState) => number): void => {
    api.pushcclosure(L, api.registerFunction(fn), 0);
    api.setfield(L, -2, api.cstring(name));
  };
  api.getglobal(L, api.cstring("coroutine"));
  replace("running", (state) => {
    api.pushthread(state);
    api.pushboolean(state, state === thread ? 1 : 0);
    return 2;
  });
  replace("isyieldable", (state) => {
    const other = api.gettop(state) === 0 ? state : api.tothread(state, 1);
    if (other === 0) return api.typeerror(state, 1, api.cstring("thread"));
    api.pushboolean(state, other !== thread && api.isyieldable(other) ? 1 : 0);
    return 1;
  });
  replace("yield", (state) => {
    if (state !== thread) return api.yield(state, api.gettop(state));
    api.pushText(state, "attempt to yield from outside a coroutine");
    return api.error(state);
  });
  api.pop(L, 1);
}
