// Tasks that Lua programs start, and their module "luasocket.tasks".

import { bundledChunk } from "../../vm/bundled-lua.ts";
import {
  type CFunction,
  LUA_TNIL,
  type LuaApi,
  type LuaState,
  type Pointer,
} from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import { enqueueReady } from "../../wait/event-loop/ready-queue.ts";
import { JoinRequest } from "./join-request.ts";
import type { Scheduler } from "./scheduler.ts";
import type { TaskEnd } from "./task.ts";
import type { TaskWaiting } from "./task-waiting.ts";

/** Called when a task fails and no other task waits for it. Its error is on top of the thread. */
export type FailureListener = (thread: LuaState) => void;

/** A task that a Lua program started. Its Lua table gets the results when the task ends. */
export class SpawnedTask implements TaskEnd {
  private readonly owner: SpawnedTasks;
  private readonly record: Pointer;
  /** Registry ref of the table. */
  private readonly ref: number;
  private readonly joining = new Set<() => void>();

  constructor(owner: SpawnedTasks, record: Pointer, ref: number) {
    this.owner = owner;
    this.record = record;
    this.ref = ref;
  }

  join(listener: () => void): void {
    this.joining.add(listener);
  }

  unwatch(listener: () => void): void {
    this.joining.delete(listener);
  }

  finished(thread: LuaState): void {
    this.storeResults(thread, false);
  }

  failed(thread: LuaState): void {
    if (this.joining.size === 0) this.owner.reportFailure(thread);
    this.storeResults(thread, true);
  }

  cancelled(): void {
    this.owner.remove(this.record);
  }

  private storeResults(thread: LuaState, hasFailed: boolean): void {
    this.owner.storeResults(thread, this.ref, hasFailed);
    this.owner.remove(this.record);
    for (const listener of this.joining) listener();
  }
}

export class SpawnedTasks {
  private readonly state: MainLuaState;
  private readonly api: LuaApi;
  private readonly tasks: Scheduler;
  private readonly waiting: TaskWaiting;
  private readonly failed: FailureListener;
  /** By the address of the table, which the registry keeps alive while the task runs. */
  private readonly spawned = new Map<Pointer, SpawnedTask>();

  constructor(state: MainLuaState, tasks: Scheduler, waiting: TaskWaiting, failed: FailureListener) {
    this.state = state;
    this.api = state.api;
    this.tasks = tasks;
    this.waiting = waiting;
    this.failed = failed;
  }

  /** Opens the module: pushes its table. */
  open(): CFunction {
    const { api } = this;
    const start = api.registerFunction((L) => this.start(L));
    const await_ = api.registerFunction((L) => this.await(L));
    return (L) => {
      bundledChunk(api, L, "luasocket/tasks");
      api.pushcclosure(L, start, 0);
      api.pushcclosure(L, await_, 0);
      api.call(L, 2, 1);
      return 1;
    };
  }

  reportFailure(thread: LuaState): void {
    this.failed(thread);
  }

  remove(record: Pointer): void {
    this.spawned.delete(record);
  }

  /** Moves the results, or the error, from a thread's stack to the table of its task. */
  storeResults(thread: LuaState, ref: number, hasFailed: boolean): void {
    const { api } = this;
    this.state.protect((L) => {
      const count = hasFailed ? 1 : api.gettop(thread);
      api.checkstack(L, count + 3, 0);
      api.rawgeti(L, api.registryIndex, ref);
      const table = api.gettop(L);
      api.xmove(thread, L, count);
      for (let index = count; index >= 1; index--) api.rawseti(L, table, index);
      api.pushinteger(L, count);
      api.setfield(L, table, api.cstring("n"));
      api.pushboolean(L, 1);
      api.setfield(L, table, api.cstring("ended"));
      api.pushboolean(L, hasFailed ? 1 : 0);
      api.setfield(L, table, api.cstring("failed"));
      api.unref(L, api.registryIndex, ref);
      return 0;
    });
  }

  /** start(record, f, ...) */
  private start(L: LuaState): number {
    const { api } = this;
    const record = api.topointer(L, 1);
    api.pushvalue(L, 1);
    const spawned = new SpawnedTask(this, record, api.ref(L, api.registryIndex));
    this.spawned.set(record, spawned);
    enqueueReady(this.tasks.start(L, api.gettop(L) - 2, "task", spawned));
    return 0;
  }

  /** await(record [, seconds]): returns true if the task has ended. */
  private await(L: LuaState): number {
    const { api } = this;
    const seconds = api.type(L, 2) <= LUA_TNIL ? -1 : api.checknumber(L, 2);
    const spawned = this.spawned.get(api.topointer(L, 1)) as SpawnedTask;
    return this.waiting.request(L, new JoinRequest(api, spawned, seconds), 0);
  }
}
