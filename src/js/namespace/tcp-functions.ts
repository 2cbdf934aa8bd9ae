// The functions of a namespace that make TCP objects.

import type { Failure } from "../../net/error-text.ts";
import { type FamilyName, familyNamed, INET, INET6 } from "../../net/inet/family.ts";
import type { Port } from "../../net/inet/resolve.ts";
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
 * @typeParam Master     its methods are those of all three classes
 * @typeParam AnyMaster  the result of `tcp`, which cannot fail where it makes no descriptor
 */
export interface TcpFunctions<W extends WaitMode, Master, Client, Server, AnyMaster = Result<Master>> {
  /**
   * Makes a TCP master without a descriptor: the first bind or connect makes one, of the address's
   * family. Options can only be set from then on; `tcp4` and `tcp6` have a descriptor at once. In the
   * dialects "defold" and "2.0" the master is of IPv4 and has its descriptor at once, too.
   *
   * @returns `[master]`, or `[undefined, reason]`
   * @see LuaSocket reference, socket.tcp
   */
  tcp(): AnyMaster;

  /** Makes an IPv4 TCP master. @returns `[master]`, or `[undefined, reason]` */
  tcp4(): Result<Master>;

  /** Makes an IPv6 TCP master, which leaves IPv4 to others. @returns `[master]`, or `[undefined, reason]` */
  tcp6(): Result<Master>;

  /**
   * Connects to a host, without a timeout: the system's own holds, some minutes. For another one, take `tcp()`,
   * `settimeout` and `connect`.
   *
   * @param address  a name or an address; each address of a name is tried in turn
   * @param port     1 to 65535, or the name of a service
   * @param locaddr  the local address to connect from; the system chooses one if left out
   * @param locport  the local port, with `locaddr` only; 0, the default, lets the system choose
   * @param family   `"inet"` or `"inet6"` restricts both ends to that family
   * @returns `[client]`, or `[undefined, reason]`: `"connection refused"`, `"host or service not provided, or not
   *   known"`, `"timeout"` when the system has given up. There is no object yet that could be closed.
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

  /** As `connect`, over IPv4 only. @returns as `connect`: the system's timeout, nothing that could be closed */
  connect4(
    address: string,
    port: Port,
    locaddr?: string | undefined,
    locport?: Port | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<Client>>;

  /** As `connect`, over IPv6 only. @returns as `connect`: the system's timeout, nothing that could be closed */
  connect6(
    address: string,
    port: Port,
    locaddr?: string | undefined,
    locport?: Port | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<Client>>;

  /**
   * Makes a server: binds with `reuseaddr` to the first address of a host that can be had, and listens.
   *
   * @param host     a name or an address; `"*"` is all of IPv4, `"::"` all of IPv6
   * @param port     0 to 65535, or the name of a service; for 0 the system chooses, `getsockname` tells
   * @param backlog  how many connections may wait to be accepted; 32 by default
   * @returns `[server]`, or `[undefined, reason]`: `"address already in use"`, `"permission denied"`. Only a name is
   *   waited for, without a timeout, and there is no object yet that could be closed.
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

/** What makes an object of the binding from a socket: the dialects differ in their objects. */
export type TcpWrapper<W extends WaitMode, Object> = new (
  socket: TcpSocket,
  encoding: Encoding,
  driver: Driver<W>,
) => Object;

export function tcpFunctions<W extends WaitMode, Object>(
  { socketContext, encoding, driver }: NamespaceContext<W>,
  TcpObject: TcpWrapper<W, Object>,
): TcpFunctions<W, Object, Object, Object> {
  const made = (socket: TcpSocket | Failure): Result<Object> =>
    typeof socket === "string" ? [undefined, socket] : [new TcpObject(socket, encoding, driver)];
  const madeBy = (_caller: unknown, operation: SteppedOperation<TcpSocket | Failure>): Result<Object> =>
    made(operation.take());

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
    return driver.run(NOBODY, connectClientOperation(route, socketContext), madeBy, options);
  };

  return {
    tcp: () => made(tcpMasterOfAnyFamily(socketContext)),
    tcp4: () => made(tcpMaster(socketContext, INET)),
    tcp6: () => made(tcpMaster(socketContext, INET6)),
    connect,
    connect4: (address, port, locaddr, locport, options) =>
      connect(address, port, locaddr, locport, "inet", options),
    connect6: (address, port, locaddr, locport, options) =>
      connect(address, port, locaddr, locport, "inet6", options),
    bind(host, port, backlog = DEFAULT_BACKLOG, options = undefined) {
      const name = textArgument(host, 1, "bind");
      const service = portArgument(port, 2, "bind");
      const queue = numberArgument(backlog, 3, "bind");
      return driver.run(NOBODY, bindServerOperation(name, service, queue, socketContext), madeBy, options);
    },
  };
}

function familyArgument(name: unknown): number {
  const text = textArgument(name, 5, "connect");
  const family = familyNamed(text);
  if (family === undefined) throw badArgument(5, "connect", invalidOption(text));
  return family;
}
