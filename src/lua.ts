/**
 * Lua VMs with LuaSocket, and LuaSocket for other Lua engines: `import { createLua } from "luasocket/lua"`.
 *
 * @module luasocket/lua
 */

export {
  createLua,
  type EventLoopLuaOptions,
  type Lua,
  type LuaOptions,
  type TextOf,
} from "./lua/embedding/create-lua.ts";
export type { EventLoopLua, TaskRunner } from "./lua/embedding/event-loop-lua.ts";
export type { Engine } from "./lua/embedding/foreign-engine/engine.ts";
export { install } from "./lua/embedding/foreign-engine/install.ts";
export type { InstallOptions } from "./lua/modules/install.ts";
export type { DialectName } from "./net/dialect.ts";
export type { Limits } from "./net/receive-limits.ts";
export type { Access } from "./policy/access.ts";
export type { Policy } from "./policy/policy.ts";
export type { Encoding } from "./text/encoding.ts";
export type { TraceSetting } from "./trace/switch.ts";
export type { TracedCall, TracedSocket, TraceListener } from "./trace/traced-call.ts";
export { LuaError } from "./vm/lua-error.ts";
export type { LuaVersion } from "./vm/runtime/module.ts";
export { LuaExit } from "./vm/runtime/unwind.ts";
export type { SandboxOptions } from "./vm/sandbox/sandbox.ts";
export {
  type LuaFunction,
  type LuaInput,
  LuaObject,
  LuaTable,
  type LuaValue,
  type Results,
  results,
} from "./vm/values/value.ts";
