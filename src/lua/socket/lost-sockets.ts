// Garbage collection of sockets that became unreachable without being closed.

import { setSize } from "../../net/constants.ts";
import type { Socket } from "../../net/socket.ts";
import type { LuaApi, LuaState, Pointer } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";

/** Minimum number of new sockets before a collection, if enough descriptors are free. */
const MIN_THRESHOLD = 4096;
/** Minimum number of new sockets between two collections, which take time. */
const STEP = 16;

/**
 * Runs Lua's garbage collection when many descriptors are open. C LuaSocket does not need this: its objects are large,
 * so the collector runs often. Ours are small, and unreachable ones would exhaust the descriptors first.
 */
export class LostSockets {
  private readonly api: LuaApi;
  private readonly sockets: ReadonlyMap<Pointer, Socket>;
  /** Registry ref of `collectgarbage`. */
  private readonly collect: number;
  private collectAt = thresholdFor(0);
  /** Number of new sockets before the next check. */
  private left = this.collectAt;

  constructor(state: MainLuaState, sockets: ReadonlyMap<Pointer, Socket>) {
    const { api } = state;
    this.api = api;
    this.sockets = sockets;
    let ref = 0;
    state.protect((L) => {
      api.getglobal(L, api.cstring("collectgarbage"));
      ref = api.ref(L, api.registryIndex);
      return 0;
    });
    this.collect = ref;
  }

  /** Counts a new socket, and collects garbage at the threshold. */
  count(L: LuaState): void {
    if (--this.left > 0) return;
    if (this.open() >= this.collectAt) {
      const { api } = this;
      api.rawgeti(L, api.registryIndex, this.collect);
      api.call(L, 0, 0);
      this.collectAt = thresholdFor(this.open());
    }
    this.left = this.collectAt - this.open();
  }

  private open(): number {
    let open = 0;
    for (const { fd } of this.sockets.values()) if (fd >= 0) open++;
    return open;
  }
}

/** Returns the GC threshold: double the open sockets, but at most half of the free descriptors more. */
function thresholdFor(open: number): number {
  return open + Math.max(STEP, Math.min(Math.max(open, MIN_THRESHOLD), (setSize() - open) / 2));
}
