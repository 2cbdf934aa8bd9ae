// Lua in Node's event loop: programs run as tasks, and other tasks run while one waits.

import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import type { LuaWaiting } from "../wait/waiting.ts";
import { Scheduler } from "./scheduler.ts";
import { type FailureListener, SpawnedTasks } from "./spawned-tasks.ts";
import { TaskWaiting } from "./task-waiting.ts";

export interface EventLoopOptions {
  /** Called when a task that a program has started fails and no other task waits for it. */
  readonly failed: FailureListener;
  /** Called when no Lua code runs until the next event. */
  readonly paused?: () => void;
  /** Called before a call blocks the thread because Lua cannot yield there. */
  readonly blocked: (L: LuaState) => void;
}

/** The tasks of a VM, and the LuaWaiting of their calls. */
export interface EventLoop {
  readonly tasks: Scheduler;
  readonly waiting: LuaWaiting;
}

/** Makes the programs of a VM run as tasks. Must be called before waiting functions are added to the VM. */
export function useEventLoop(
  state: MainLuaState,
  { failed, blocked, paused = () => {} }: EventLoopOptions,
): EventLoop {
  const tasks = new Scheduler(state, paused);
  const waiting = new TaskWaiting(tasks, blocked);
  state.awaitPromise = (L, promise, push) => waiting.promise(L, promise, push);
  state.preload("luasocket.tasks", new SpawnedTasks(state, tasks, waiting, failed).open());
  return { tasks, waiting };
}
