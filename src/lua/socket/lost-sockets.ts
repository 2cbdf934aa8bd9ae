// Sockets that a program has lost without closing them.

import { setSize } from "../../net/constants.ts";
import type { Socket } from "../../net/socket.ts";
import type { LuaApi, LuaState, Pointer } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";

/** So many may be lost before it matters, where there are descriptors enough. */
const MIN_THRESHOLD = 4096;
/** Collecting takes time: at least so many new sockets lie between. */
const STEP = 16;

/**
 * Has Lua collect its garbage when many descriptors are open. C LuaSocket needs nothing like it, because its
 * objects are so large that the collector makes haste; ours are small, and would use up all descriptors first.
 */
export class LostSockets {
  private readonly api: LuaApi;
  private readonly sockets: ReadonlyMap<Pointer, Socket>;
  /** `collectgarbage`, in the registry. */
  private readonly collect: number;
  private collectAt = tolerable(0);
  /** How many sockets must come before there can be too many. */
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

  /** To be called for each new socket. */
  count(L: LuaState): void {
    if (--this.left > 0) return;
    if (this.open() >= this.collectAt) {
      const { api } = this;
      api.rawgeti(L, api.registryIndex, this.collect);
      api.call(L, 0, 0);
      this.collectAt = tolerable(this.open());
    }
    this.left = this.collectAt - this.open();
  }

  private open(): number {
    let open = 0;
    for (const { fd } of this.sockets.values()) if (fd >= 0) open++;
    return open;
  }
}

/** How many may be open when `open` are in use: twice as many, but half of the other descriptors are left alone. */
function tolerable(open: number): number {
  return open + Math.max(STEP, Math.min(Math.max(open, MIN_THRESHOLD), (setSize() - open) / 2));
}
