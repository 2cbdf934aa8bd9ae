// Reading the argument tables of socket.select, and filling its result tables (lua/elements.lua).

import { bundledChunk } from "../../vm/bundled-lua.ts";
import type { LuaApi, LuaState } from "../../vm/c-api/lua-api.ts";

export const READERS = 1;
export const WRITERS = 2;

/** Index of an element: positive in the first table, negative in the second. */
export type ElementIndex = number;

/** Number of elements that one call of the Lua function returns. */
const ELEMENTS_PER_CALL = 32;
/** Stack slots for a method call on an element. */
const METHOD_CALL_SLOTS = 4;
/** Maximum number of indices per call: all are arguments. */
const MAX_INDICES = 100;

export class TableWalks {
  private readonly api: LuaApi;
  /** Registry refs of the Lua functions; 0 until they are needed. */
  private elements = 0;
  private add = 0;

  constructor(api: LuaApi) {
    this.api = api;
  }

  /** True if a program cannot observe reads beyond the table's first hole: there is no __index. */
  isPlain(L: LuaState, table: number): boolean {
    if (this.api.getmetatable(L, table) === 0) return true;
    this.api.pop(L, 1);
    return false;
  }

  /** Pushes the elements from an index on, and returns their number. */
  pushMany(L: LuaState, table: number, first: number): number {
    const { api } = this;
    api.checkstack(L, ELEMENTS_PER_CALL + METHOD_CALL_SLOTS, 0);
    this.load(L);
    api.rawgeti(L, api.registryIndex, this.elements);
    api.pushvalue(L, table);
    api.pushnumber(L, first);
    api.call(L, 2, ELEMENTS_PER_CALL);
    return ELEMENTS_PER_CALL;
  }

  /** As pushMany, for one element. Uses __index, as LuaSocket does. */
  pushOne(L: LuaState, table: number, index: number): number {
    this.api.pushnumber(L, index);
    this.api.gettable(L, table);
    return 1;
  }

  /** Pushes a table with the elements at 1, 2, 3 …, and each element's number with the element as key. */
  pushResult(L: LuaState, indices: readonly ElementIndex[]): void {
    const { api } = this;
    api.createtable(L, indices.length, indices.length);
    if (indices.length === 0) return;
    const result = api.gettop(L);
    api.checkstack(L, Math.min(indices.length, MAX_INDICES) + 3, 0);
    this.load(L);
    for (let at = 0; at < indices.length; ) {
      const table = tableOf(indices[at] as ElementIndex);
      api.rawgeti(L, api.registryIndex, this.add);
      api.pushvalue(L, result);
      api.pushvalue(L, table);
      let count = 0;
      // An element of the second table may replace one of the first with the same descriptor.
      while (at < indices.length && count < MAX_INDICES && tableOf(indices[at] as ElementIndex) === table) {
        api.pushnumber(L, Math.abs(indices[at] as ElementIndex));
        count++;
        at++;
      }
      api.call(L, 2 + count, 0);
    }
  }

  private load(L: LuaState): void {
    if (this.elements !== 0) return;
    const { api } = this;
    bundledChunk(api, L, "elements");
    api.call(L, 0, 2);
    this.add = api.ref(L, api.registryIndex);
    this.elements = api.ref(L, api.registryIndex);
  }
}

function tableOf(index: ElementIndex): number {
  return index > 0 ? READERS : WRITERS;
}
