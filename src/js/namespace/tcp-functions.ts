// The namespace functions that make TCP objects.

import type { Failure } from "../../net/error-text.ts";
import { type FamilyName, familyNamed, INET, INET6 } from "../../net/inet/family.ts";
import type { Port } from "../../net/inet/permitted-addresses.ts";
import type { SteppedOperation } from "../../net/operation.ts";
import { DEFAULT_BACKLOG } from "../../net/stream/stream.ts";
import { connectClientOperation } from "../../net/tcp/connect.ts";
import { bindServerOperation } from "../../net/tcp/listen.ts";
import { type TcpSocket, tcpMaster, tcpMasterOfAnyFamily } from "../../net/tcp/tcp-socket.ts";
import { invalidOption } from "../../text/argument-text.ts";
import type { Encoding } from "../../text/encoding.ts";
import { type Driver, NOBODY, type OptionsOf, type Outcome, type WaitMode } from "../../wait/mode.ts";
import { badArgument, numberArgument, portArgument, textArgument } from "../arguments.ts";
import type { Result } from "../results.ts";
import type { NamespaceContext } from "./context.ts";

/**
 * Functions that make TCP objects.
 *
 * @typeParam Master     has the methods of all three classes
 * @typeParam AnyMaster  the result of `tcp`, which cannot fail in dialects where it opens no descriptor
 */
export interface TcpFunctions<W extends WaitMode, Master, Client, Server, AnyMaster = Result<Master>> {
  /**
   * Makes a TCP master without a descriptor: the first bind or connect opens one of the address's family.
   * Options can only be set from then on; `tcp4` and `tcp6` open a descriptor at once. In the dialects "defold"
   * and "2.0" the master is IPv4 and also opens its descriptor at once.
   *
   * @returns `[master]`, or `[undefined, reason]`
   * @see LuaSocket reference, socket.tcp
   */
  tcp(): AnyMaster;

  /** Makes an IPv4 TCP master. @returns `[master]`, or `[undefined, reason]` */
  tcp4(): Result<Master>;

  /** Makes an IPv6 TCP master that does not accept IPv4. @returns `[master]`, or `[undefined, reason]` */
  tcp6(): Result<Master>;

  /**
   * Connects to a host. Only the system's own timeout applies, some minutes. To set another one, use `tcp()`,
   * `settimeout` and `connect`.
   *
   * @param address  a name or an address; a name with several addresses is connected to the first that accepts (RFC 8305)
   * @param port     1 to 65535, or the name of a service
   * @param locaddr  the local address to connect from; the system chooses one by default
   * @param locport  the local port, with `locaddr` only; 0, the default, lets the system choose
   * @param family   `"inet"` or `"inet6"` restricts both ends to that family
   * @returns `[client]`, or `[undefined, reason]`: `"connection refused"`, `"host or service not provided, or not
   *   known"`, `"timeout"` after the system's timeout. No object exists yet that could be closed.
   * @throws TypeError for arguments of the wrong type
   * @see LuaSocket reference, socket.connect
   */
  connect(
    address: string,
    port: Port,
    locaddr?: string | undefined,
    locport?: Port | undefined,
    family?: FamilyName | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<Client>>;

  /** Same as `connect`, over IPv4 only. @returns as `connect`: the system's timeout, no object that could be closed */
  connect4(
    address: string,
    port: Port,
    locaddr?: string | undefined,
    locport?: Port | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<Client>>;

  /** Same as `connect`, over IPv6 only. @returns as `connect`: the system's timeout, no object that could be closed */
  connect6(
    address: string,
    port: Port,
    locaddr?: string | undefined,
    locport?: Port | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<Client>>;

  /**
   * Makes a server: binds with `reuseaddr` to the first available address of a host, and listens.
   *
   * @param host     a name or an address; `"*"` is all of IPv4, `"::"` all of IPv6
   * @param port     0 to 65535, or the name of a service; for 0 the system chooses one, see `getsockname`
   * @param backlog  maximum number of connections that wait to be accepted; 32 by default
   * @returns `[server]`, or `[undefined, reason]`: `"address already in use"`, `"permission denied"`. The call waits
   *   only to resolve a name, without a timeout, and no object exists yet that could be closed.
   * @throws TypeError for arguments of the wrong type
   * @see LuaSocket reference, socket.bind
   */
  bind(
    host: string,
    port: Port,
    backlog?: number | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<Server>>;
}

/** Constructs the binding's object for a socket; the class depends on the dialect. */
export type TcpWrapper<W extends WaitMode, Object> = new (
  socket: TcpSocket,
  encoding: Encoding,
  driver: Driver<W>,
) => Object;

export function tcpFunctions<W extends WaitMode, Object>(
  { socketContext, encoding, driver }: NamespaceContext<W>,
  TcpObject: TcpWrapper<W, Object>,
): TcpFunctions<W, Object, Object, Object> {
  const wrap = (socket: TcpSocket | Failure): Result<Object> =>
    typeof socket === "string" ? [undefined, socket] : [new TcpObject(socket, encoding, driver)];
  const wrapResult = (_caller: unknown, operation: SteppedOperation<TcpSocket | Failure>): Result<Object> =>
    wrap(operation.take());

  const connect: TcpFunctions<W, Object, Object, Object>["connect"] = (
    address,
    port,
    locaddr,
    locport = 0,
    family = "unspec",
    options = undefined,
  ) => {
    const route = {
      host: textArgument(address, 1, "connect"),
      port: portArgument(port, 2, "connect"),
      localHost: locaddr === undefined || locaddr === null ? undefined : textArgument(locaddr, 3, "connect"),
      localPort: portArgument(locport, 4, "connect"),
      family: familyArgument(family),
    };
    return driver.run(NOBODY, connectClientOperation(route, socketContext), wrapResult, options);
  };

  return {
    tcp: () => wrap(tcpMasterOfAnyFamily(socketContext)),
    tcp4: () => wrap(tcpMaster(socketContext, INET)),
    tcp6: () => wrap(tcpMaster(socketContext, INET6)),
    connect,
    connect4: (address, port, locaddr, locport, options) =>
      connect(address, port, locaddr, locport, "inet", options),
    connect6: (address, port, locaddr, locport, options) =>
      connect(address, port, locaddr, locport, "inet6", options),
    bind(host, port, backlog = DEFAULT_BACKLOG, options = undefined) {
      const name = textArgument(host, 1, "bind");
      const service = portArgument(port, 2, "bind");
      const queue = numberArgument(backlog, 3, "bind");
      return driver.run(
        NOBODY,
        bindServerOperation(name, service, queue, socketContext),
        wrapResult,
        options,
      );
    },
  };
}

function familyArgument(name: unknown): number {
  const text = textArgument(name, 5, "connect");
  const family = familyNamed(text);
  if (family === undefined) throw badArgument(5, "connect", invalidOption(text));
  return family;
}
