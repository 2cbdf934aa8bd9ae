// socket.select over Lua tables.

import { SELECT_FAILED, TIMEOUT } from "../../net/error-text.ts";
import { type Need, READABLE, WRITABLE } from "../../net/operation.ts";
import { type ReadyElements, Selection, selectableFd } from "../../net/select.ts";
import {
  type CFunction,
  LUA_TNIL,
  LUA_TSTRING,
  LUA_TTABLE,
  LUA_TUSERDATA,
  type LuaApi,
  type LuaState,
} from "../../vm/c-api/lua-api.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { type ElementIndex, READERS, TableWalks, WRITERS } from "./table-walks.ts";

/** select(recvt, sendt [, timeout]): returns two tables, and "timeout" if both are empty. */
export function selectFunction(sockets: LuaSockets): CFunction {
  const { api, waiting } = sockets;
  const walks = new TableWalks(api);
  return (L) => {
    const selection = new Selection<ElementIndex>(api.optnumber(L, 3, -1));
    api.settop(L, 3);
    const foreignReaders = watch(sockets, L, walks, READERS, READABLE, selection);
    watch(sockets, L, walks, WRITERS, WRITABLE, selection);
    for (const { fd, index } of foreignReaders) {
      walks.pushOne(L, READERS, index);
      if (isDirty(api, L)) selection.hasUnread(fd, index);
      api.pop(L, 1);
    }
    return waiting.select(L, selection, WRITERS, (thread, ready) => pushSelected(api, thread, walks, ready));
  };
}

/** Pushes the results. Expects the two argument tables at the bottom of the stack. */
function pushSelected(
  api: LuaApi,
  L: LuaState,
  walks: TableWalks,
  ready: ReadyElements<ElementIndex> | undefined,
): number {
  if (ready === undefined) {
    api.pushText(L, SELECT_FAILED);
    return api.error(L);
  }
  walks.pushResult(L, ready.readable);
  walks.pushResult(L, ready.writable);
  if (ready.readable.length + ready.writable.length > 0) return 2;
  api.pushText(L, TIMEOUT);
  return 3;
}

/** Up to this number of elements, single access is faster than a call for many. */
const MAX_WALKED_SINGLY = 4;

interface Watched {
  readonly fd: number;
  readonly index: ElementIndex;
}

/**
 * Walks a table from 1 to its first hole, and watches every element that has a descriptor. Returns foreign objects,
 * whose `dirty` method must still be called.
 */
function watch(
  sockets: LuaSockets,
  L: LuaState,
  walks: TableWalks,
  table: typeof READERS | typeof WRITERS,
  need: Need,
  selection: Selection<ElementIndex>,
): Watched[] {
  const { api } = sockets;
  const foreign: Watched[] = [];
  if (api.type(L, table) === LUA_TNIL) return foreign;
  api.checktype(L, table, LUA_TTABLE);
  const base = api.gettop(L);
  for (let first = 1; ; ) {
    const isMany = first > MAX_WALKED_SINGLY && walks.isPlain(L, table);
    const count = isMany ? walks.pushMany(L, table, first) : walks.pushOne(L, table, first);
    for (let at = 1; at <= count; at++) {
      // Our own sockets need no method call through Lua.
      const socket = sockets.at(L, base + at);
      if (socket === undefined && api.type(L, base + at) === LUA_TNIL) {
        api.settop(L, base);
        return foreign;
      }
      const fd = socket !== undefined ? socket.fd : descriptorOf(api, L, base + at);
      if (fd < 0 || (socket === undefined && !sockets.mayWatch(fd))) continue;
      const position = first + at - 1;
      const index = table === READERS ? position : -position;
      selection.watch(fd, need, index);
      if (socket === undefined) foreign.push({ fd, index });
      else if (need === READABLE && socket.isDirty) selection.hasUnread(fd, index);
    }
    api.settop(L, base);
    first += count;
  }
}

/** Returns the result of an element's getfd, -1 if it has none. */
function descriptorOf(api: LuaApi, L: LuaState, index: number): number {
  api.pushvalue(L, index);
  if (!pushMethod(api, L, "getfd")) {
    api.pop(L, 1);
    return -1;
  }
  api.insert(L, -2);
  api.call(L, 1, 1);
  const fd = api.isnumber(L, -1) === 0 ? -1 : api.tonumber(L, -1);
  api.pop(L, 1);
  return selectableFd(fd);
}

function isDirty(api: LuaApi, L: LuaState): boolean {
  if (!pushMethod(api, L, "dirty")) return false;
  api.pushvalue(L, -2);
  api.call(L, 1, 1);
  const dirty = api.toboolean(L, -1) !== 0;
  api.pop(L, 1);
  return dirty;
}

/** Pushes a method of the element on top. Returns false if there is none, or the element cannot be indexed. */
function pushMethod(api: LuaApi, L: LuaState, name: string): boolean {
  const type = api.type(L, -1);
  if (type !== LUA_TUSERDATA && type !== LUA_TTABLE && type !== LUA_TSTRING) return false;
  api.getfield(L, -1, api.cstring(name));
  if (api.type(L, -1) !== LUA_TNIL) return true;
  api.pop(L, 1);
  return false;
}
