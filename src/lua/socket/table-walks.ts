// Walks through the tables that socket.select is given, and the ones that it gives: lua/elements.lua.

import { bundledChunk } from "../../vm/bundled-lua.ts";
import type { LuaApi, LuaState } from "../../vm/c-api/lua-api.ts";

export const READERS = 1;
export const WRITERS = 2;

/** Where an element stands: at which index of the first table, or below 0 of the second. */
export type Place = number;

/** How many elements the function of Lua gives at once. */
const MANY = 32;
/** Places on the stack for what is done with an element: its method, and the element again. */
const SPARE = 4;
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
    api.checkstack(L, MANY + SPARE, 0);
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
  pushResult(L: LuaState, places: readonly Place[]): void {
    const { api } = this;
    api.createtable(L, places.length, places.length);
    if (places.length === 0) return;
    const result = api.gettop(L);
    api.checkstack(L, Math.min(places.length, MOST_PLACES) + 3, 0);
    this.load(L);
    for (let at = 0; at < places.length; ) {
      const table = tableOf(places[at] as Place);
      api.rawgeti(L, api.registryIndex, this.add);
      api.pushvalue(L, result);
      api.pushvalue(L, table);
      let count = 0;
      // One of the second table may stand for one of the first, where both have the same descriptor.
      while (at < places.length && count < MOST_PLACES && tableOf(places[at] as Place) === table) {
        api.pushnumber(L, Math.abs(places[at] as Place));
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

function tableOf(place: Place): number {
  return place > 0 ? READERS : WRITERS;
}
