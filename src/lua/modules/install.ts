// Installation of the socket modules, for `require`.

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

/** Options of LuaSocket in a Lua VM; each has a default. */
export interface InstallOptions {
  /** The LuaSocket dialect: `"3.1"` by default. */
  readonly dialect?: DialectName;
  /** True if Lua files that `require` finds take precedence over the bundled modules. */
  readonly prefersFiles?: boolean;
  /** Addresses that sockets may use; all by default. */
  readonly policy?: Policy | undefined;
  /** Maximum number of bytes that one receive of a new stream may collect; unlimited by default. */
  readonly limits?: Limits | undefined;
  /** Reports each call: `true` prints lines on standard error. By default the environment variable decides. */
  readonly trace?: TraceSetting | undefined;
}

/**
 * Installs LuaSocket's modules in a VM.
 *
 * @param waiting  waits for its calls; blocks the thread by default
 *
 * @throws TypeError for an invalid policy, limits or trace
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

/** Returns the opener of the module "socket", which extends the table of a module with the core's functions. */
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

/** Installs LuaSocket as in Defold: a global `socket` with the core's functions, and a Defold module for the rest. */
function installDefold(vm: MainLuaState, sockets: LuaSockets, prefersFiles: boolean): void {
  const { api } = vm;
  vm.preload("socket", openSocketCore(vm, sockets));
  vm.preload("builtins.scripts.socket", socketOver("socket", sockets));
  // Defold has no other modules of LuaSocket; these two need our internal ones.
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

/** True if the user sets the module path; otherwise installed modules do not take precedence over bundled ones. */
export function hasOwnPath(version: LuaVersion, { LUA_PATH, LUA_PATH_5_4 }: Environment): boolean {
  return LUA_PATH !== undefined || (version === "5.4" && LUA_PATH_5_4 !== undefined);
}
