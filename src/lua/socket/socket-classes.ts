// LuaSocket's classes in a VM: their metatables, and the class check of methods.

import { ANY, classNamed, hasRole, type WantedRole } from "../../net/roles.ts";
import type { Socket } from "../../net/socket.ts";
import { classExpected } from "../../text/argument-text.ts";
import type { LuaState, Pointer } from "../../vm/c-api/lua-api.ts";
import { argumentError, typeNameAt } from "../../vm/c-api/stack.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { pushDone } from "./results.ts";
import type { SocketMethod, SocketMethods } from "./socket-method.ts";

export interface SocketKind<S extends Socket> {
  readonly name: S["kind"];
  readonly roles: readonly S["role"][];
  /** Required role of an object by method; any role if absent. */
  readonly methodRoles: Readonly<Partial<Record<string, WantedRole>>>;
  readonly methods: SocketMethods<S>;
  /** Additional groups of all objects of the kind. */
  readonly groups: readonly string[];
}

/** Creates the metatables of a kind's classes. All have the same methods; each method checks the class. */
export function registerKind<S extends Socket>(sockets: LuaSockets, L: LuaState, kind: SocketKind<S>): void {
  const { api } = sockets;
  const { lacks } = sockets.context.dialect;
  const setFunction = (name: string, pointer: Pointer): void => {
    api.pushcclosure(L, pointer, 0);
    api.setfield(L, -2, api.cstring(name));
  };
  // Two names of one method are one function in Lua, too.
  const pointers = new Map<SocketMethod<S>, Pointer>();
  const traced = (method: SocketMethod<S>) => sockets.tracing?.method(method, kind.methods) ?? method;
  const available = Object.entries(kind.methods).filter(([name]) => !lacks.has(name));
  const functions = available.map(([name, method]) => {
    const pointer =
      pointers.get(method) ?? api.registerFunction(checked(sockets, kind, name, traced(method)));
    pointers.set(method, pointer);
    return [name, pointer] as const;
  });
  const collect = api.registerFunction((state) => {
    sockets.finalize(state, 1);
    return pushDone(api, state);
  });
  const describe = api.registerFunction((state) => pushDescription(sockets, state));
  for (const role of kind.roles) {
    const className = classNamed(kind.name, role);
    api.newmetatable(L, api.cstring(className));
    api.createtable(L, 0, functions.length + 1);
    for (const [name, pointer] of functions) setFunction(name, pointer);
    api.pushText(L, className);
    api.setfield(L, -2, api.cstring("class"));
    api.setfield(L, -2, api.cstring("__index"));
    setFunction("__gc", collect);
    setFunction("__tostring", describe);
    // LuaSocket's groups are flags in the metatables of their classes.
    for (const group of [classNamed(kind.name, ANY), ...kind.groups]) {
      api.pushboolean(L, 1);
      api.setfield(L, -2, api.cstring(group));
    }
    api.pop(L, 1);
  }
}

function checked<S extends Socket>(
  sockets: LuaSockets,
  kind: SocketKind<S>,
  name: string,
  method: SocketMethod<S>,
): (L: LuaState) => number {
  const { api, waiting } = sockets;
  const wanted = kind.methodRoles[name] ?? ANY;
  const message = classExpected(classNamed(kind.name, wanted));
  const { classErrorsTellType } = sockets.context.dialect;
  return (L) => {
    const socket = sockets.at(L, 1);
    if (socket?.kind !== kind.name || !hasRole(socket.role, wanted)) {
      // The check of a group, unlike that of a class, does not report the type (auxiliar.c).
      const includesType = classErrorsTellType && wanted !== ANY;
      return argumentError(api, L, 1, includesType ? `${message}, got ${typeNameAt(api, L, 1)}` : message);
    }
    return waiting.returnOrYield(L, method(L, socket as S));
  };
}

/** Pushes `tcp{client}: 0x55d0c8`, as LuaSocket does. */
function pushDescription(sockets: LuaSockets, L: LuaState): number {
  const { api } = sockets;
  const socket = sockets.at(L, 1);
  if (socket === undefined) return api.raise(L, "invalid object passed to 'auxiliar.c:__tostring'");
  api.pushText(L, `${socket.className}: 0x${api.touserdata(L, 1).toString(16).padStart(8, "0")}`);
  return 1;
}
