// JavaScript functions that Lua can call.

import { bundledChunk } from "../bundled-lua.ts";
import type { CFunction, LuaApi, LuaState, Pointer } from "../c-api/lua-api.ts";
import type { MainLuaState } from "../lua-state.ts";

export type HostFunction = (...args: unknown[]) => unknown;

/** The type whose `__gc` reports that a function is unreachable in Lua. */
const CLASS_NAME = "luasocket.function";
const ID_SIZE = 4;

/**
 * The JavaScript functions of a VM. They share one C function, because C function pointers are never freed. An upvalue
 * has the number of the function.
 */
export class HostFunctions {
  private readonly api: LuaApi;
  private readonly functions = new Map<number, HostFunction>();
  private readonly ids = new WeakMap<HostFunction, number>();
  private lastId = 0;
  private readonly dispatcher: Pointer;
  /** Registry ref of a weak table of the closures by number: a closure that Lua still uses is pushed again. */
  private readonly closures: number;

  /** Registry ref of the function that wraps closures to raise late errors; 0 if the VM waits for no promises. */
  private readonly raising: number;
  /** Token that precedes a late error. */
  private readonly failure: Pointer;

  /** @param invoke  calls a function with the arguments on the stack, and pushes its results */
  constructor(state: MainLuaState, invoke: (L: LuaState, fn: HostFunction) => number) {
    const { api } = state;
    this.api = api;
    const dispatch: CFunction = (L) =>
      invoke(L, this.functions.get(this.idAt(L, api.upvalueindex(1))) as HostFunction);
    this.dispatcher = api.registerFunction(dispatch);
    let closures = 0;
    let raising = 0;
    this.failure = api.malloc(1);
    state.protect((L) => {
      this.registerClass(L);
      closures = this.createWeakTable(L);
      if (state.awaitPromise === undefined) return 0;
      bundledChunk(api, L, "raising");
      this.pushFailure(L);
      api.call(L, 1, 1);
      raising = api.ref(L, api.registryIndex);
      return 0;
    });
    this.closures = closures;
    this.raising = raising;
  }

  /** True if functions may raise errors after waiting for a promise: then each has a Lua wrapper. */
  get isRaising(): boolean {
    return this.raising !== 0;
  }

  /** Pushes the token that makes the Lua wrapper raise the next value. */
  pushFailure(L: LuaState): void {
    this.api.pushlightuserdata(L, this.failure);
  }

  push(L: LuaState, fn: HostFunction): void {
    const { api } = this;
    api.rawgeti(L, api.registryIndex, this.closures);
    api.rawgeti(L, -1, this.ids.get(fn) ?? 0);
    if (api.type(L, -1) <= 0) {
      api.pop(L, 1);
      this.pushNew(L, fn);
    }
    api.remove(L, -2);
  }

  /** Pushes a new closure. Expects the table of closures on top. */
  private pushNew(L: LuaState, fn: HostFunction): void {
    const { api } = this;
    const id = ++this.lastId;
    const pointer = api.newuserdata(L, ID_SIZE);
    api.memory.u32[pointer >> 2] = id;
    api.getfield(L, api.registryIndex, api.cstring(CLASS_NAME));
    api.setmetatable(L, -2);
    api.pushcclosure(L, this.dispatcher, 1);
    if (this.isRaising) {
      api.rawgeti(L, api.registryIndex, this.raising);
      api.insert(L, -2);
      api.call(L, 1, 1);
    }
    api.pushvalue(L, -1);
    api.rawseti(L, -3, id);
    this.functions.set(id, fn);
    this.ids.set(fn, id);
  }

  private idAt(L: LuaState, index: number): number {
    const { api } = this;
    return api.memory.u32[api.touserdata(L, index) >> 2] as number;
  }

  private registerClass(L: LuaState): void {
    const { api } = this;
    api.newmetatable(L, api.cstring(CLASS_NAME));
    const collect = api.registerFunction((thread) => {
      this.functions.delete(this.idAt(thread, 1));
      return 0;
    });
    api.pushcclosure(L, collect, 0);
    api.setfield(L, -2, api.cstring("__gc"));
    api.pop(L, 1);
  }

  private createWeakTable(L: LuaState): number {
    const { api } = this;
    api.createtable(L, 0, 0);
    api.createtable(L, 0, 1);
    api.pushText(L, "v");
    api.setfield(L, -2, api.cstring("__mode"));
    api.setmetatable(L, -2);
    return api.ref(L, api.registryIndex);
  }
}
