// The Lua C API for TypeScript: one interface for 5.4 and 5.1.
//
// A `lua_State*`, a C string and every other pointer is a number. Where both builds agree on a signature,
// the field is the WebAssembly export itself, without a wrapper.

import type { LuaMemory } from "../runtime/memory.ts";
import type { LuaVersion } from "../runtime/module.ts";

/** A `lua_State*`: a thread of a VM. */
export type LuaState = number;
/** A pointer into the VM's memory; 0 is NULL. */
export type Pointer = number;
/** A pointer to a C string; `cstring` returns one that stays valid. */
export type CString = number;
/** A `lua_CFunction`: takes its arguments from the stack, returns the number of results that it pushed. */
export type CFunction = (L: LuaState) => number;
/** Returned by a CFunction, as its last action, to yield the value on top. */
export const YIELDS_TOP = -2;
/** A `lua_KFunction`. */
export type LuaContinuation = (L: LuaState, status: number, context: number) => number;

// lua.h, "basic types"
export const LUA_TNONE = -1;
export const LUA_TNIL = 0;
export const LUA_TBOOLEAN = 1;
export const LUA_TLIGHTUSERDATA = 2;
export const LUA_TNUMBER = 3;
export const LUA_TSTRING = 4;
export const LUA_TTABLE = 5;
export const LUA_TFUNCTION = 6;
export const LUA_TUSERDATA = 7;

// lua.h, "thread status"; the numbers of errors differ between the versions from 3 on.
export const LUA_OK = 0;
export const LUA_YIELD = 1;

/** Stands for all results, as a number of results. */
export const LUA_MULTRET = -1;

/**
 * The C API of one VM. Names are those of the manual without `lua_` and `luaL_`; the manual's section 4
 * (5 for the auxiliary library) describes each, except for the differences noted here.
 *
 * Calls that can raise a Lua error do so by throwing (see `isLongjmp`): between such calls a `finally` runs,
 * and a `catch` must rethrow exceptions that `mustPassThrough` accepts.
 *
 * Calls that can allocate may grow the memory, which detaches views; see `LuaMemory`.
 */
export interface LuaApi {
  readonly version: LuaVersion;
  readonly memory: LuaMemory;
  /** The pseudo-index of the registry. */
  readonly registryIndex: number;

  // The stack
  readonly gettop: (L: LuaState) => number;
  readonly settop: (L: LuaState, index: number) => void;
  readonly pop: (L: LuaState, count: number) => void;
  readonly pushvalue: (L: LuaState, index: number) => void;
  readonly insert: (L: LuaState, index: number) => void;
  readonly remove: (L: LuaState, index: number) => void;
  readonly xmove: (from: LuaState, to: LuaState, count: number) => void;
  /** Makes room for `extra` more values, or raises "stack overflow" with `message` (0 for none). */
  readonly checkstack: (L: LuaState, extra: number, message: CString) => void;
  readonly upvalueindex: (upvalue: number) => number;

  // Values out
  readonly type: (L: LuaState, index: number) => number;
  readonly typename: (L: LuaState, type: number) => CString;
  readonly isnumber: (L: LuaState, index: number) => number;
  readonly isstring: (L: LuaState, index: number) => number;
  readonly toboolean: (L: LuaState, index: number) => number;
  readonly tonumber: (L: LuaState, index: number) => number;
  /** Returns an integer of 5.4 in all its 64 bits; undefined for other numbers, and on 5.1. */
  readonly tobigint: (L: LuaState, index: number) => bigint | undefined;
  /**
   * Returns a pointer to the bytes of a string, or 0. Turns a number in place into a string. The size is stored
   * at `sizeOut`; pass `api.sizeOut` and read it with `api.size()`.
   */
  readonly tolstring: (L: LuaState, index: number, sizeOut: Pointer) => Pointer;
  readonly touserdata: (L: LuaState, index: number) => Pointer;
  readonly tothread: (L: LuaState, index: number) => LuaState;
  readonly topointer: (L: LuaState, index: number) => Pointer;
  /** The length of a string, table or userdata, without metamethods. */
  readonly rawlen: (L: LuaState, index: number) => number;
  readonly rawequal: (L: LuaState, first: number, second: number) => number;
  /** Address for the size that `tolstring` and `checklstring` store; the next such call overwrites it. */
  readonly sizeOut: Pointer;
  /** The size that was stored last at `sizeOut`. */
  readonly size: () => number;
  /** Returns the string or number at `index` with one character per byte; undefined for other types. */
  readonly toText: (L: LuaState, index: number) => string | undefined;

  // Values in
  readonly pushnil: (L: LuaState) => void;
  readonly pushboolean: (L: LuaState, value: number) => void;
  /** A float on 5.4: 5 prints as `5.0`. */
  readonly pushnumber: (L: LuaState, value: number) => void;
  /** An integer on 5.4, where `value` must be one. */
  readonly pushinteger: (L: LuaState, value: number | bigint) => void;
  readonly pushlstring: (L: LuaState, bytes: Pointer, size: number) => void;
  readonly pushstring: (L: LuaState, text: CString) => void;
  /** Pushes a string of one byte per character, which must be below 256. */
  readonly pushText: (L: LuaState, text: string) => void;
  readonly pushBytes: (L: LuaState, bytes: Uint8Array) => void;
  readonly pushlightuserdata: (L: LuaState, pointer: Pointer) => void;
  /** Pushes a C function with the `upvalues` values on top; `fn` comes from `registerFunction`. */
  readonly pushcclosure: (L: LuaState, fn: Pointer, upvalues: number) => void;
  readonly pushthread: (L: LuaState) => number;
  readonly newuserdata: (L: LuaState, sizeBytes: number) => Pointer;
  readonly concat: (L: LuaState, count: number) => void;

  // Tables
  readonly createtable: (L: LuaState, arrayHint: number, recordHint: number) => void;
  readonly getfield: (L: LuaState, index: number, name: CString) => void;
  readonly setfield: (L: LuaState, index: number, name: CString) => void;
  readonly gettable: (L: LuaState, index: number) => void;
  readonly settable: (L: LuaState, index: number) => void;
  readonly rawset: (L: LuaState, index: number) => void;
  readonly rawgeti: (L: LuaState, index: number, key: number) => void;
  readonly rawseti: (L: LuaState, index: number, key: number) => void;
  readonly getglobal: (L: LuaState, name: CString) => void;
  readonly setglobal: (L: LuaState, name: CString) => void;
  readonly next: (L: LuaState, index: number) => number;
  readonly getmetatable: (L: LuaState, index: number) => number;
  readonly setmetatable: (L: LuaState, index: number) => void;
  /** Returns 0 if it exists already. 5.4 sets `__name`, 5.1 does not. */
  readonly newmetatable: (L: LuaState, name: CString) => number;
  readonly callmeta: (L: LuaState, index: number, name: CString) => number;
  readonly ref: (L: LuaState, table: number) => number;
  readonly unref: (L: LuaState, table: number, ref: number) => void;

  // Calls and chunks
  readonly call: (L: LuaState, args: number, results: number) => void;
  /** Returns LUA_OK, or another status with the error on the stack. `handler` is a stack index or 0. */
  readonly pcall: (L: LuaState, args: number, results: number, handler: number) => number;
  /**
   * `lua_pcallk` of 5.4, undefined in 5.1: as `pcall`, but the called function may yield. Then this call never
   * returns; when the function ends, C calls `k`, a pointer of `registerContinuation`, with LUA_YIELD for success.
   */
  readonly pcallk:
    | ((L: LuaState, args: number, results: number, handler: number, context: number, k: Pointer) => number)
    | undefined;
  /** `lua_callk` of 5.4, undefined in 5.1: as `pcallk`, without protection. */
  readonly callk:
    | ((L: LuaState, args: number, results: number, context: number, k: Pointer) => void)
    | undefined;
  /** Compiles a chunk and pushes it, or an error. Text and binary chunks are both accepted. */
  readonly loadbuffer: (L: LuaState, bytes: Pointer, size: number, chunkName: CString) => number;
  /** As `loadbuffer`, from JavaScript's memory; the name is encoded as UTF-8. */
  readonly loadBytes: (L: LuaState, source: Uint8Array, chunkName: string) => number;
  /** As `loadbuffer`, from a file of the host; 0 is stdin. */
  readonly loadfile: (L: LuaState, path: CString) => number;

  // Errors; each raises. The return type only allows `return api.error(L)`.
  readonly error: (L: LuaState) => number;
  readonly argerror: (L: LuaState, argument: number, message: CString) => number;
  readonly typeerror: (L: LuaState, argument: number, typeName: CString) => number;
  readonly where: (L: LuaState, level: number) => void;
  /** Raises `message` with the position of the caller, as `luaL_error` does. One character per byte. */
  readonly raise: (L: LuaState, message: string) => number;

  /** Pushes the string at index `message` followed by the traceback of `L` from `level` on. */
  readonly traceback: (L: LuaState, message: number, level: number) => void;

  // Checked arguments
  readonly checktype: (L: LuaState, argument: number, type: number) => void;
  readonly checknumber: (L: LuaState, argument: number) => number;
  readonly optnumber: (L: LuaState, argument: number, fallback: number) => number;
  /** Exact up to 2^53. */
  readonly checkinteger: (L: LuaState, argument: number) => number;
  readonly checklstring: (L: LuaState, argument: number, sizeOut: Pointer) => Pointer;
  /** As luaL_checkudata, but 0 instead of an error. */
  readonly testudata: (L: LuaState, argument: number, typeName: CString) => Pointer;

  // Threads
  readonly newthread: (L: LuaState) => LuaState;
  /** Starts or continues `thread`; returns LUA_OK, LUA_YIELD or an error status. */
  readonly resume: (thread: LuaState, from: LuaState, args: number) => number;
  /** Number of values that the last `resume` of `thread` left on top of its stack. Valid right after `resume`. */
  readonly resumeResults: (thread: LuaState) => number;
  /** To be used as `return api.yield(L, n)`. Raises where `isyieldable` is false. */
  readonly yield: (L: LuaState, results: number) => number;
  readonly isyieldable: (L: LuaState) => boolean;

  // C memory and C functions
  /** Returns 0 if memory runs out. */
  readonly malloc: (sizeBytes: number) => Pointer;
  readonly realloc: (pointer: Pointer, sizeBytes: number) => Pointer;
  readonly free: (pointer: Pointer) => void;
  /** Returns an interned C string (UTF-8): the same pointer for the same text, valid as long as the VM. */
  readonly cstring: (text: string) => CString;
  /**
   * Makes `fn` a C function and returns its pointer for `pushcclosure`. An exception that `fn` throws
   * becomes a Lua error with the position of the caller. Pointers are never freed: register once per
   * VM, not once per object.
   */
  readonly registerFunction: (fn: CFunction) => Pointer;
  /** As `registerFunction`, for the continuation of a C function whose callee has yielded. */
  readonly registerContinuation: (fn: LuaContinuation) => Pointer;
}
