// Puts the socket modules where `require` finds them first.

import { bundledChunk } from "./socket/bundled.js";
import { openSocketCore } from "./socket/core.js";
import { LuaSockets } from "./socket/lua-sockets.js";
import { openSocketUnix } from "./socket/unix.js";
import type { LuaVm } from "./vm.js";

/** Lets `require "socket"` and `require "socket.core"` work in a VM. */
export function installSockets(vm: LuaVm): void {
  const { api } = vm;
  const sockets = new LuaSockets(vm);
  vm.preload("socket.core", openSocketCore(vm, sockets));
  vm.preload("socket.unix", openSocketUnix(sockets));
  vm.preload("socket", (L) => {
    bundledChunk(api, L, "socket");
    api.call(L, 0, 1);
    return 1;
  });
}
