// Types of the objects in the dialect "defold": with Defold's options, without the methods that Defold lacks.

import type { OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import type { Done, Result } from "../results.ts";
import type {
  ReadableTcpValues,
  ReadableUdpValues,
  SettableTcpValues,
  SettableUdpValues,
} from "./option-values.ts";
import type { TcpClient, TcpObject, TcpServer } from "./tcp-object.ts";
import type { UdpObject } from "./udp-object.ts";

type SharedTcpOption = "keepalive" | "linger" | "reuseaddr" | "tcp-nodelay";

/** The values that `setoption` of Defold's TCP objects takes. */
export interface SettableDefoldTcpValues extends Pick<SettableTcpValues, SharedTcpOption | "ipv6-v6only"> {}
/** The values that `getoption` of Defold's TCP objects returns. */
export interface ReadableDefoldTcpValues extends Pick<ReadableTcpValues, SharedTcpOption | "error"> {}

/** The values that `setoption` of Defold's UDP objects takes. */
export interface SettableDefoldUdpValues
  extends Omit<SettableUdpValues, "recv-buffer-size" | "send-buffer-size"> {}
/** The values that `getoption` of Defold's UDP objects returns. */
export interface ReadableDefoldUdpValues
  extends Omit<ReadableUdpValues, "recv-buffer-size" | "send-buffer-size">,
    Pick<SettableUdpValues, "ip-multicast-ttl"> {}

/** getoption and setoption, as in LuaSocket 3.1. */
interface Options<Readable, Settable> {
  /** @returns `[value]`, or `[undefined, "getsockopt failed"]` */
  getoption<Name extends keyof Readable>(name: Name): Result<Readable[Name]>;
  /** @returns `[1]`, or `[undefined, "setsockopt failed"]` */
  setoption<Name extends keyof Settable>(name: Name, value: Settable[Name]): Done;
}

interface TcpOptions extends Options<ReadableDefoldTcpValues, SettableDefoldTcpValues> {}
interface UdpOptions extends Options<ReadableDefoldUdpValues, SettableDefoldUdpValues> {}

type Replaced =
  | "accept"
  | "clients"
  | typeof Symbol.asyncIterator
  | typeof Symbol.iterator
  | "getoption"
  | "gettimeout"
  | "setoption";

/** A connection. */
export interface DefoldClient<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Omit<TcpClient<D, W>, Replaced>,
    TcpOptions {}

/** A socket that accepts connections; with counters, as in Defold's manual. */
export interface DefoldServer<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Omit<TcpServer<D, W>, Replaced>,
    Pick<TcpObject<D, W>, "getstats" | "setstats">,
    TcpOptions {
  /** Waits for a connection, as in LuaSocket 3.1. @returns `[client]`, or `[undefined, "timeout" | "closed" | reason]` */
  accept(options?: OptionsOf<W>): Outcome<W, Result<DefoldClient<D, W>>>;
}

/** A TCP object with the methods of all three classes. */
export interface DefoldMaster<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Omit<TcpObject<D, W>, Replaced>,
    TcpOptions {
  /** Waits for a connection, as in LuaSocket 3.1. @returns `[client]`, or `[undefined, "timeout" | "closed" | reason]` */
  accept(options?: OptionsOf<W>): Outcome<W, Result<DefoldClient<D, W>>>;
}

/** A UDP object with the methods of both classes. */
export interface DefoldUdp<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Omit<UdpObject<D, W>, Replaced>,
    UdpOptions {}
