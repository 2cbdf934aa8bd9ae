// The TCP object, with the methods of all three of LuaSocket's classes.

import { bindOperation } from "../../net/inet/bind.ts";
import { type FamilyVersion, familyVersion } from "../../net/inet/family.ts";
import type { Port } from "../../net/inet/permitted-addresses.ts";
import { connectOperation } from "../../net/tcp/connect.ts";
import type { TcpSocket } from "../../net/tcp/tcp-socket.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { portArgument, textArgument } from "../arguments.ts";
import type { DataOf } from "../encoding/codec.ts";
import { type Done, type Named, named, outcomeOf, type Result } from "../results.ts";
import type { ReadableTcpValues, SettableTcpValues } from "./option-values.ts";
import { getoption, setoption } from "./options.ts";
import { ServingObject } from "./serving-object.ts";

/**
 * A TCP object. `socket.tcp()` makes it a master; `connect` turns it into a client, `listen` into a server.
 * A method of another class throws, as in LuaSocket: `calling 'send' on bad self (tcp{client} expected)`.
 *
 * Network failures are values: `[undefined, reason]`. Calls that wait block the thread, or return a promise. `using`
 * and garbage collection close the object.
 */
export class TcpObject<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends ServingObject<D, "tcp", TcpSocket, W, TcpClient<D, W>> {
  /** Internal: programs use `socket.tcp()` and `socket.connect()`. */
  constructor(socket: TcpSocket, encoding: Encoding, driver: Driver<W>) {
    super(socket, encoding, driver, socket.context.dialect.tcpMethodRoles);
  }

  /**
   * Binds this master to an address of this host.
   *
   * @param address  a name or an address; `"*"` is all of IPv4, or of IPv6 for an object of `tcp6()`
   * @param port     0 to 65535, or the name of a service; for 0 the system chooses a port
   * @returns `[1]`, or `[undefined, reason]`, such as `"address already in use"`; the object can then be bound to
   *   another address. The call waits only to resolve a name. With promises, it can then fail with `"timeout"` and
   *   `"closed"` as well.
   * @throws TypeError on a client or server, and for arguments of the wrong type
   * @see LuaSocket reference, master:bind; bind(2)
   */
  bind(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    return this.bindAs("bind", address, port, options);
  }

  /** LuaSocket's other name for `bind`. @returns as `bind`, also after a timeout and when closed */
  setsockname(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    return this.bindAs("setsockname", address, port, options);
  }

  /**
   * Connects to a host: of several addresses of a name, to the first that accepts (RFC 8305). One timeout covers all of
   * them. The object is a client afterwards, even on failure.
   *
   * With `settimeout(0)` the result is `[undefined, "timeout"]` while the connection is in progress: `select` reports
   * the object as writable when it is finished, and another `connect` returns the result.
   *
   * @param address  a name or an address; `"*"` is this host
   * @param port     1 to 65535, or the name of a service
   * @returns `[1]`, `[undefined, "timeout"]`, or `[undefined, reason]`, such as `"connection refused"`; `"closed"` if the
   *   object is closed while the call waits with a promise. A closed object can connect again.
   * @throws TypeError for arguments of the wrong type
   * @see LuaSocket reference, master:connect; connect(2)
   */
  connect(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    return this.connectAs("connect", address, port, options);
  }

  /** LuaSocket's other name for `connect`. @returns as `connect`, also after a timeout and when closed */
  setpeername(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    return this.connectAs("setpeername", address, port, options);
  }

  /** Returns `"inet4"` or `"inet6"`; `"inet4"` while the object has no family yet. */
  getfamily(): FamilyVersion {
    return familyVersion(this.socket.inet.family);
  }

  /**
   * Reads an option of the socket.
   *
   * @returns `[value]`, or `[undefined, "getsockopt failed"]`. The value of `"error"` is the pending error, undefined
   *   for none; reading clears it.
   * @throws TypeError if the name is unknown or cannot be read
   * @see LuaSocket reference, client:getoption; getsockopt(2)
   */
  getoption<Name extends keyof ReadableTcpValues>(name: Name): Result<ReadableTcpValues[Name]> {
    return getoption(this.socket, this.socket.context.dialect.tcpOptions, name) as Result<
      ReadableTcpValues[Name]
    >;
  }

  /**
   * Sets an option of the socket.
   *
   * @returns `[1]`, or `[undefined, "setsockopt failed"]`, also if the object has no descriptor yet
   * @throws TypeError if the name is unknown or cannot be set, and for a value of the wrong type
   * @see LuaSocket reference, client:setoption; setsockopt(2)
   */
  setoption<Name extends keyof SettableTcpValues>(name: Name, value: SettableTcpValues[Name]): Done {
    return setoption(this.socket, this.socket.context.dialect.tcpOptions, name, value);
  }

  /** Returns the peer: `[host, port, family]`, or `[undefined, reason]`. */
  getpeername(): Named {
    return named(this.socket.inet.peerName());
  }

  /** Returns the local address: `[host, port, family]`, or `[undefined, reason]`. */
  getsockname(): Named {
    return named(this.socket.inet.localName());
  }

  /**
   * Sets the encoding of this object: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, typed with the new result of receive
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): TcpObject<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as TcpObject<DataOf<E>, W>;
  }

  protected override clientOver(socket: TcpSocket): TcpObject<D, W> {
    return new TcpObject<D, W>(socket, this.encoding, this.driver);
  }

  /** @param method  the name it was called by, for error messages */
  private bindAs(
    method: "bind" | "setsockname",
    address: unknown,
    port: unknown,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Done> {
    this.require(this.roles[method], method);
    const host = textArgument(address, 1, method);
    return this.wait(bindOperation(this.socket, host, portArgument(port, 2, method)), outcomeOf, options);
  }

  /** @param method  the name it was called by, for error messages */
  private connectAs(
    method: "connect" | "setpeername",
    address: unknown,
    port: unknown,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Done> {
    const host = textArgument(address, 1, method);
    const service = portArgument(port, 2, method);
    return this.wait(connectOperation(this.socket, host, service), outcomeOf, options);
  }
}

/** Methods of every class. */
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

/** Methods of clients only. */
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

/** Methods of servers only. */
type Server = "accept" | "clients" | "tonodeserver" | typeof Symbol.asyncIterator | typeof Symbol.iterator;

/** A connection: made by `socket.connect` and `accept`. */
export interface TcpClient<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Pick<TcpObject<D, W>, Any | Client> {}

/** A socket that accepts connections: made by `socket.bind`. */
export interface TcpServer<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Pick<TcpObject<D, W>, Any | Server> {}
