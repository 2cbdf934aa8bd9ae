// Types of socket methods: functions that get their socket as an argument.

import type { Socket } from "../../net/socket.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";

/** A method of a socket; its arguments on Lua's stack begin at index 2. */
export type SocketMethod<S extends Socket> = (L: LuaState, socket: S) => number;

/** Methods of the sockets of one kind, for all roles. */
export type SocketMethods<S extends Socket> = Readonly<Record<string, SocketMethod<S>>>;
