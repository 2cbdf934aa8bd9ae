// Puts the socket modules where `require` finds them.

import type { DialectName } from "../../net/dialect.ts";
import { DIALECTS } from "../../net/dialects/dialects.ts";
import { type Limits, limitsSetting, NO_LIMITS } from "../../net/receive-limits.ts";
import { gateOf } from "../../policy/gate.ts";
import type { Policy } from "../../policy/policy.ts";
import { type TraceSetting, tracerOf } from "../../trace/switch.ts";
import { bundledChunk } from "../../vm/bundled-lua.ts";
import type { CFunction, LuaApi } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import type { Environment } from "../../vm/runtime/host/environment.ts";
import type { LuaVersion } from "../../vm/runtime/module.ts";
import { openMimeCore } from "../mime/core.ts";
import { bindFunction, openSocketCore } from "../socket/core.ts";
import { LuaSockets } from "../socket/lua-sockets.ts";
import { openSocketUnix } from "../socket/unix.ts";
import { BlockingWaiting } from "../wait/blocking-waiting.ts";
import type { LuaWaiting } from "../wait/waiting.ts";
import { addBundledModules } from "./bundled-modules.ts";

/** How LuaSocket comes into a Lua. */
export interface InstallOptions {
  /** Whose rules hold: `"3.1"` unless said. */
  readonly dialect?: DialectName;
  /** Modules in Lua files that `require` finds come before the bundled ones. */
  readonly prefersFiles?: boolean;
  /** Where sockets may go; everywhere unless said. */
  readonly policy?: Policy | undefined;
  /** How many bytes one receive of a new stream may gather; any number unless said. */
  readonly limits?: Limits | undefined;
  /** Who is told of each call: `true` for lines on standard error. As the environment says, unless said. */
  readonly trace?: TraceSetting | undefined;
}

/**
 * Lets `require "socket"` and its kin work in a VM.
 *
 * @param waiting  how its calls wait; they block the thread unless said
 *
 * @throws TypeError for a policy, limits or a trace that are none
 */
export function installSockets(
  vm: MainLuaState,
  { dialect = "3.1", prefersFiles = false, policy, limits = {}, trace }: InstallOptions = {},
  waiting: LuaWaiting = new BlockingWaiting(vm.tierUp),
): void {
  const gate = gateOf(policy);
  const tracer = tracerOf(trace);
  const receiveLimits = limitsSetting(limits, NO_LIMITS);
  const sockets = new LuaSockets(vm, waiting, DIALECTS[dialect], gate, receiveLimits, tracer);
  if (dialect === "defold") {
    installDefold(vm, sockets, prefersFiles);
    return;
  }
  vm.preload("socket.core", openSocketCore(vm, sockets));
  vm.preload("mime.core", openMimeCore(vm.api));
  vm.preload("socket.unix", openSocketUnix(sockets));
  addBundledModules(vm, { socket: socketOver("socket.core", sockets) }, prefersFiles);
}

/** The module "socket", over a module that has the core's functions. Both become one table. */
function socketOver(core: string, sockets: LuaSockets): CFunction {
  const { api } = sockets;
  return (L) => {
    bundledChunk(api, L, "socket");
    api.getglobal(L, api.cstring("require"));
    api.pushText(L, core);
    api.call(L, 1, 1);
    api.pushcclosure(L, api.registerFunction(bindFunction(sockets)), 0);
    api.call(L, 2, 1);
    return 1;
  };
}

/** As in Defold: `socket` is a global with the core's functions, a module of Defold's adds the others. */
function installDefold(vm: MainLuaState, sockets: LuaSockets, prefersFiles: boolean): void {
  const { api } = vm;
  vm.preload("socket", openSocketCore(vm, sockets));
  vm.preload("builtins.scripts.socket", socketOver("socket", sockets));
  // Defold has no other modules; those of our own are for the two.
  addBundledModules(vm, {}, prefersFiles, (name) => name.startsWith("luasocket."));
  vm.protect((L) => {
    setGlobalToModule(api, L, "socket");
    return 0;
  });
}

function setGlobalToModule(api: LuaApi, L: number, name: string): void {
  api.getglobal(L, api.cstring("require"));
  api.pushText(L, name);
  api.call(L, 1, 1);
  api.setglobal(L, api.cstring(name));
}

/** Whether the user says where modules are; otherwise a module that happens to be installed is not preferred. */
export function hasOwnPath(version: LuaVersion, { LUA_PATH, LUA_PATH_5_4 }: Environment): boolean {
  return LUA_PATH !== undefined || (version === "5.4" && LUA_PATH_5_4 !== undefined);
}
