/**
 * Lua in a program, and LuaSocket in a program's own Lua: `import { createLua } from "luasocket/lua"`.
 *
 * @module luasocket/lua
 */

export type { Encoding } from "./bytes/encoding.js";
export type { Engine } from "./lua/engine/engine.js";
export { install } from "./lua/engine/install.js";
export type { EventLoopLua, TaskRunner } from "./lua/event-loop-lua.js";
export type { InstallOptions } from "./lua/install.js";
export {
  createLua,
  type EventLoopLuaOptions,
  type Lua,
  type LuaOptions,
  type TextOf,
} from "./lua/lua.js";
export { LuaError } from "./lua/lua-error.js";
export type { LuaVersion } from "./lua/runtime/module.js";
export { LuaExit } from "./lua/runtime/unwind.js";
export type { SandboxOptions } from "./lua/sandbox/sandbox.js";
export { LuaObject } from "./lua/values/lua-object.js";
export { LuaTable } from "./lua/values/lua-table.js";
export { type LuaFunction, type LuaInput, type LuaValue, type Results, results } from "./lua/values/value.js";
export type { DialectName } from "./net/dialect.js";
export type { Access } from "./net/policy/access.js";
export type { Policy } from "./net/policy/policy.js";
export type { Limits } from "./net/stream/receive-limits.js";
export type { TraceSetting } from "./trace/switch.js";
export type { TracedCall, TracedSocket, TraceListener } from "./trace/traced-call.js";
