// The three classes of a TCP object as types: what it is of use for as a master, a server, a client.

import type { TcpObject } from "./tcp-object.js";

type Any =
  | "class"
  | "close"
  | "connect"
  | "dirty"
  | "getfamily"
  | "getfd"
  | "getoption"
  | "getpeername"
  | "getsockname"
  | "gettimeout"
  | "setencoding"
  | "setfd"
  | "setoption"
  | "setpeername"
  | "settimeout"
  | "toString"
  | typeof Symbol.dispose;

type Client = "getstats" | "receive" | "receivechunk" | "receiveinto" | "send" | "setstats" | "shutdown";

/** A connection: made by `socket.connect` and `accept`. */
export interface TcpClient<D extends string | Buffer = string> extends Pick<TcpObject<D>, Any | Client> {}

/** A socket that accepts connections: made by `socket.bind`. */
export interface TcpServer<D extends string | Buffer = string> extends Pick<TcpObject<D>, Any | "accept"> {}
