/**
 * Lua in a program, and LuaSocket in a program's own Lua: `import { createLua } from "luasocket/lua"`.
 *
 * @module luasocket/lua
 */

export {
  createLua,
  type EventLoopLuaOptions,
  type Lua,
  type LuaOptions,
  type TextOf,
} from "./lua/embedding/create-lua.js";
export type { EventLoopLua, TaskRunner } from "./lua/embedding/event-loop-lua.js";
export type { Engine } from "./lua/embedding/foreign-engine/engine.js";
export { install } from "./lua/embedding/foreign-engine/install.js";
export type { InstallOptions } from "./lua/modules/install.js";
export type { DialectName } from "./net/dialect.js";
export type { Limits } from "./net/stream/receive-limits.js";
export type { Access } from "./policy/access.js";
export type { Policy } from "./policy/policy.js";
export type { Encoding } from "./text/encoding.js";
export type { TraceSetting } from "./trace/switch.js";
export type { TracedCall, TracedSocket, TraceListener } from "./trace/traced-call.js";
export { LuaError } from "./vm/lua-error.js";
export type { LuaVersion } from "./vm/runtime/module.js";
export { LuaExit } from "./vm/runtime/unwind.js";
export type { SandboxOptions } from "./vm/sandbox/sandbox.js";
export { LuaObject } from "./vm/values/lua-object.js";
export { LuaTable } from "./vm/values/lua-table.js";
export { type LuaFunction, type LuaInput, type LuaValue, type Results, results } from "./vm/values/value.js";
