// Lua in Node's event loop: what waits, lets others run.

import type { LuaState } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import type { LuaWaiting } from "../wait/waiting.ts";
import { type FailureListener, SpawnedTasks } from "./spawned-tasks.ts";
import { TaskWaiting } from "./task-waiting.ts";
import { Tasks } from "./tasks.ts";

export interface EventLoopOptions {
  /** Told of a task that a program has started, and that has failed while nobody waited for it. */
  readonly failed: FailureListener;
  /** Called when no Lua runs any more, until something happens. */
  readonly paused?: () => void;
  /** Told before a call holds the thread, because Lua cannot yield where it is made. */
  readonly blocked: (L: LuaState) => void;
}

/** The tasks of a VM, and how the calls in them wait. */
export interface EventLoop {
  readonly tasks: Tasks;
  readonly waiting: LuaWaiting;
}

/** Has the programs of a VM run as tasks. To be called before anything that waits is put into the VM. */
export function useEventLoop(
  state: MainLuaState,
  { failed, blocked, paused = () => {} }: EventLoopOptions,
): EventLoop {
  const tasks = new Tasks(state, paused);
  const waiting = new TaskWaiting(tasks, blocked);
  state.awaitPromise = (L, promise, push) => waiting.promise(L, promise, push);
  state.preload("luasocket.tasks", new SpawnedTasks(state, tasks, waiting, failed).open());
  return { tasks, waiting };
}
