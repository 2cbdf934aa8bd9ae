// The three classes of a TCP object as types: what it is of use for as a master, a server, a client.

import type { Way } from "../../wait/way.ts";
import type { TcpObject } from "./tcp-object.ts";

type Any =
  | "class"
  | "close"
  | "connect"
  | "dirty"
  | "getfamily"
  | "getfd"
  | "getlimits"
  | "getoption"
  | "getpeername"
  | "getsockname"
  | "gettimeout"
  | "setencoding"
  | "setfd"
  | "setlimits"
  | "setoption"
  | "setpeername"
  | "settimeout"
  | "toString"
  | "hasRef"
  | "ref"
  | "unref"
  | typeof Symbol.dispose
  | typeof Symbol.asyncDispose;

type Client =
  | "getstats"
  | "lines"
  | "receive"
  | "receivechunk"
  | "receiveinto"
  | "send"
  | "setstats"
  | "shutdown"
  | "tonodesocket";

type Server = "accept" | "clients" | "tonodeserver" | typeof Symbol.asyncIterator | typeof Symbol.iterator;

/** A connection: made by `socket.connect` and `accept`. */
export interface TcpClient<D extends string | Buffer = string, W extends Way = "blocking">
  extends Pick<TcpObject<D, W>, Any | Client> {}

/** A socket that accepts connections: made by `socket.bind`. */
export interface TcpServer<D extends string | Buffer = string, W extends Way = "blocking">
  extends Pick<TcpObject<D, W>, Any | Server> {}
