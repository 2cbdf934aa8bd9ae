// The methods of sockets in Lua, as functions that get the socket that they were called on.

import type { Socket } from "../../net/socket.ts";
import type { LuaState } from "../../vm/c-api/lua-api.ts";

/** A method of a socket: gets its socket, finds its arguments from index 2 on. */
export type SocketMethod<S extends Socket> = (L: LuaState, socket: S) => number;

/** Methods of the sockets of one kind, whatever their role. */
export type SocketMethods<S extends Socket> = Readonly<Record<string, SocketMethod<S>>>;
