// Runs a program so that V8 can give it quicker code while it runs.
//
// V8 compiles WebAssembly twice: quickly at first, and well once a function has run for a while. But an
// activation that is under way stays in the code that it began in. The loop of a script's main chunk is one
// activation of Lua's interpreter, so a script would run in the first, half as fast, until its end.
//
// Here the program runs in a thread of its own. A socket call may now and then yield its results to
// us, and gets them back at once: the interpreter is entered anew, and by then into the better code. The
// program notices nothing of it: the functions that could tell this thread from the main one are replaced.

import { LUA_MULTRET, LUA_OK, LUA_YIELD, type LuaApi, type LuaState } from "./c-api/lua-api.ts";

/** After how many socket calls the interpreter is entered anew for the first time; then twice as many. */
const FIRST_TIER_UP_CALLS = 1024;

/** When a function of the host should have the interpreter entered anew. */
export class TierUp {
  /** The thread of the main program, 0 for none. */
  thread: LuaState = 0;
  private calls = 0;
  private due = FIRST_TIER_UP_CALLS;
  private readonly api: LuaApi;

  constructor(api: LuaApi) {
    this.api = api;
  }

  /** What a C function returns that has pushed `results` values: they are yielded to us, if that is due. */
  returnOrYield(L: LuaState, results: number): number {
    if (++this.calls < this.due || results < 0) return results;
    this.due *= 2;
    return L === this.thread && this.api.isyieldable(L) ? this.api.yield(L, results) : results;
  }
}

/**
 * Calls the function below `args` arguments on the stack, as the main program, and drops its results.
 * Gives LUA_OK, or another status with what `handler` made of the error on the stack. Needs Lua 5.4.
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
    // Of a failure the message is on top, and our only result.
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
  // Below what it runs: the stack keeps it from being collected.
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

/** Lets the program's thread pass for the main one, in which nobody can yield. */
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
