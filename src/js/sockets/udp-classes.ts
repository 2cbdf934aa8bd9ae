// The two classes of a UDP object as types: what it is of use for with a peer and without.

import type { Way } from "../../wait/way.ts";
import type { UdpObject } from "./udp-object.ts";

type Any =
  | "class"
  | "close"
  | "dirty"
  | "getfamily"
  | "getfd"
  | "getoption"
  | "getsockname"
  | "gettimeout"
  | "receive"
  | "receiveinto"
  | "setencoding"
  | "setfd"
  | "setoption"
  | "setpeername"
  | "settimeout"
  | "toString"
  | "hasRef"
  | "ref"
  | "unref"
  | typeof Symbol.dispose
  | typeof Symbol.asyncDispose;

/** A UDP object with a peer: `setpeername` has been called. */
export interface UdpConnected<D extends string | Buffer = string, W extends Way = "blocking">
  extends Pick<UdpObject<D, W>, Any | "getpeername" | "send"> {}

/** A UDP object that sends to and receives from anybody. */
export interface UdpUnconnected<D extends string | Buffer = string, W extends Way = "blocking">
  extends Pick<UdpObject<D, W>, Any | "receivefrom" | "receivefrominto" | "sendto" | "setsockname"> {}
