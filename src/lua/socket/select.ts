// socket.select: walks Lua tables, and gives Lua tables back.

import { SELECT_FAILED, TIMEOUT } from "../../net/error-text.js";
import { type Need, READABLE, WRITABLE } from "../../net/operation.js";
import { type ReadyElements, Selection } from "../../net/select.js";
import { LARGEST_FD } from "../../os/descriptor.js";
import {
  LUA_TNIL,
  LUA_TSTRING,
  LUA_TTABLE,
  LUA_TUSERDATA,
  type LuaApi,
  type LuaFunction,
  type LuaState,
} from "../c-api.js";
import type { LuaSockets } from "./lua-sockets.js";

const READERS = 1;
const WRITERS = 2;

/** Where an element stands: in which of the two argument tables, at which index. */
interface Place {
  readonly table: typeof READERS | typeof WRITERS;
  readonly index: number;
}

/** select(recvt, sendt [, timeout]): two tables, and "timeout" if both are empty. */
export function selectFunction(sockets: LuaSockets): LuaFunction {
  const { api, waiting } = sockets;
  return (L) => {
    const selection = new Selection<Place>(api.optnumber(L, 3, -1));
    api.settop(L, 3);
    const foreignReaders = watch(sockets, L, READERS, READABLE, selection);
    watch(sockets, L, WRITERS, WRITABLE, selection);
    for (const { fd, place } of foreignReaders) {
      pushElement(api, L, place);
      if (isDirty(api, L)) selection.hasUnread(fd, place);
      api.pop(L, 1);
    }
    return waiting.select(L, selection, WRITERS, (thread, ready) => pushSelected(api, thread, ready));
  };
}

/** With the two argument tables at the bottom of the stack. */
function pushSelected(api: LuaApi, L: LuaState, ready: ReadyElements<Place> | undefined): number {
  if (ready === undefined) {
    api.pushText(L, SELECT_FAILED);
    return api.error(L);
  }
  pushElements(api, L, ready.readable);
  pushElements(api, L, ready.writable);
  if (ready.readable.length + ready.writable.length > 0) return 2;
  api.pushText(L, TIMEOUT);
  return 3;
}

interface Watched {
  readonly fd: number;
  readonly place: Place;
}

/**
 * Walks a table from 1 to its first hole, and watches every element that has a descriptor. Gives those that are no
 * sockets of ours, which still have to be asked whether they hold unread bytes.
 */
function watch(
  sockets: LuaSockets,
  L: LuaState,
  table: Place["table"],
  need: Need,
  selection: Selection<Place>,
): Watched[] {
  const { api } = sockets;
  const foreign: Watched[] = [];
  if (api.type(L, table) === LUA_TNIL) return foreign;
  api.checktype(L, table, LUA_TTABLE);
  for (let index = 1; ; index++) {
    const place = { table, index };
    pushElement(api, L, place);
    // Our own sockets are asked without a way through Lua.
    const socket = sockets.at(L, -1);
    const isHole = socket === undefined && api.type(L, -1) === LUA_TNIL;
    const fd = socket !== undefined ? socket.fd : isHole ? -1 : descriptorOf(api, L);
    api.pop(L, 1);
    if (isHole) return foreign;
    if (fd < 0 || (socket === undefined && !sockets.mayWatch(fd))) continue;
    selection.watch(fd, need, place);
    if (socket === undefined) foreign.push({ fd, place });
    else if (need === READABLE && socket.isDirty) selection.hasUnread(fd, place);
  }
}

/** Honours __index, as LuaSocket does. */
function pushElement(api: LuaApi, L: LuaState, { table, index }: Place): void {
  api.pushnumber(L, index);
  api.gettable(L, table);
}

/** What the getfd of the element on top says, -1 where it has none. */
function descriptorOf(api: LuaApi, L: LuaState): number {
  if (!pushMethod(api, L, "getfd")) return -1;
  api.pushvalue(L, -2);
  api.call(L, 1, 1);
  const fd = api.isnumber(L, -1) === 0 ? -1 : api.tonumber(L, -1);
  api.pop(L, 1);
  return fd >= 0 && fd <= LARGEST_FD ? fd | 0 : -1;
}

function isDirty(api: LuaApi, L: LuaState): boolean {
  if (!pushMethod(api, L, "dirty")) return false;
  api.pushvalue(L, -2);
  api.call(L, 1, 1);
  const dirty = api.toboolean(L, -1) !== 0;
  api.pop(L, 1);
  return dirty;
}

/** Pushes a method of the element on top, if it has it. What cannot be indexed has none. */
function pushMethod(api: LuaApi, L: LuaState, name: string): boolean {
  const type = api.type(L, -1);
  if (type !== LUA_TUSERDATA && type !== LUA_TTABLE && type !== LUA_TSTRING) return false;
  api.getfield(L, -1, api.cstring(name));
  if (api.type(L, -1) !== LUA_TNIL) return true;
  api.pop(L, 1);
  return false;
}

/** Pushes a table with the elements at 1, 2, 3 … and their numbers under the elements themselves. */
function pushElements(api: LuaApi, L: LuaState, places: readonly Place[]): void {
  api.createtable(L, places.length, places.length);
  for (const [index, place] of places.entries()) {
    pushElement(api, L, place);
    api.pushvalue(L, -1);
    api.rawseti(L, -3, index + 1);
    api.pushnumber(L, index + 1);
    api.settable(L, -3);
  }
}
