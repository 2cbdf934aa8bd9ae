// Objects of the dialect "defold" as types: with Defold's options, and without what Defold does not have.

import type { Done, Result } from "../results.js";
import type {
  ReadableTcpValues,
  ReadableUdpValues,
  SettableTcpValues,
  SettableUdpValues,
} from "./option-values.js";
import type { TcpClient, TcpServer } from "./tcp-classes.js";
import type { TcpObject } from "./tcp-object.js";
import type { UdpObject } from "./udp-object.js";

type SharedTcpOption = "keepalive" | "linger" | "reuseaddr" | "tcp-nodelay";

/** The options of TCP objects that Defold has, with their values. */
export interface SettableDefoldTcpValues extends Pick<SettableTcpValues, SharedTcpOption | "ipv6-v6only"> {}
export interface ReadableDefoldTcpValues extends Pick<ReadableTcpValues, SharedTcpOption | "error"> {}

/** The options of UDP objects that Defold has, with their values. */
export interface SettableDefoldUdpValues
  extends Omit<SettableUdpValues, "recv-buffer-size" | "send-buffer-size"> {}
export interface ReadableDefoldUdpValues
  extends Omit<ReadableUdpValues, "recv-buffer-size" | "send-buffer-size">,
    Pick<SettableUdpValues, "ip-multicast-ttl"> {}

/** getoption and setoption, as the objects of LuaSocket 3.1 have them. */
interface Options<Readable, Settable> {
  /** @returns `[value]`, or `[undefined, "getsockopt failed"]` */
  getoption<Name extends keyof Readable>(name: Name): Result<Readable[Name]>;
  /** @returns `[1]`, or `[undefined, "setsockopt failed"]` */
  setoption<Name extends keyof Settable>(name: Name, value: Settable[Name]): Done;
}

interface TcpOptions extends Options<ReadableDefoldTcpValues, SettableDefoldTcpValues> {}
interface UdpOptions extends Options<ReadableDefoldUdpValues, SettableDefoldUdpValues> {}

type Replaced = "accept" | "getoption" | "gettimeout" | "setoption";

/** A connection. */
export interface DefoldClient<D extends string | Buffer = string>
  extends Omit<TcpClient<D>, Replaced>,
    TcpOptions {}

/** A socket that accepts connections; the manual gives it counters, too. */
export interface DefoldServer<D extends string | Buffer = string>
  extends Omit<TcpServer<D>, Replaced>,
    Pick<TcpObject<D>, "getstats" | "setstats">,
    TcpOptions {
  /** As with LuaSocket 3.1. */
  accept(): Result<DefoldClient<D>>;
}

/** A TCP object with the methods of all three classes. */
export interface DefoldMaster<D extends string | Buffer = string>
  extends Omit<TcpObject<D>, Replaced>,
    TcpOptions {
  /** As with LuaSocket 3.1. */
  accept(): Result<DefoldClient<D>>;
}

/** A UDP object with the methods of both classes. */
export interface DefoldUdp<D extends string | Buffer = string>
  extends Omit<UdpObject<D>, Replaced>,
    UdpOptions {}
