// Walks through the tables that socket.select is given, and the ones that it gives: lua/elements.lua.

import { bundledChunk } from "../bundled.js";
import type { LuaApi, LuaState } from "../c-api.js";

/** How many elements the function of Lua gives at once. */
const MANY = 32;
/** How many places are named in one call: all are arguments. */
const MOST_PLACES = 100;

export class TableWalks {
  private readonly api: LuaApi;
  /** Registry places of the functions of Lua; 0 until they are needed. */
  private elements = 0;
  private add = 0;

  constructor(api: LuaApi) {
    this.api = api;
  }

  /** Whether looking beyond a table's first hole can be seen by nobody. */
  isPlain(L: LuaState, table: number): boolean {
    if (this.api.getmetatable(L, table) === 0) return true;
    this.api.pop(L, 1);
    return false;
  }

  /** Pushes the elements from an index on, and gives how many those are. */
  pushMany(L: LuaState, table: number, first: number): number {
    const { api } = this;
    api.checkstack(L, MANY + 1, 0);
    this.load(L);
    api.rawgeti(L, api.registryIndex, this.elements);
    api.pushvalue(L, table);
    api.pushnumber(L, first);
    api.call(L, 2, MANY);
    return MANY;
  }

  /** As pushMany, but one only. Honours __index, as LuaSocket does. */
  pushOne(L: LuaState, table: number, index: number): number {
    this.api.pushnumber(L, index);
    this.api.gettable(L, table);
    return 1;
  }

  /** Pushes a table with the elements at 1, 2, 3 … and their numbers under the elements themselves. */
  pushResult(L: LuaState, table: number, places: readonly number[]): void {
    const { api } = this;
    api.createtable(L, places.length, places.length);
    if (places.length === 0) return;
    const result = api.gettop(L);
    api.checkstack(L, Math.min(places.length, MOST_PLACES) + 3, 0);
    this.load(L);
    for (let from = 0; from < places.length; from += MOST_PLACES) {
      const until = Math.min(from + MOST_PLACES, places.length);
      api.rawgeti(L, api.registryIndex, this.add);
      api.pushvalue(L, result);
      api.pushvalue(L, table);
      for (let at = from; at < until; at++) api.pushnumber(L, Math.abs(places[at] as number));
      api.call(L, 2 + until - from, 0);
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
