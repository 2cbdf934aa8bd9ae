// The UDP object, with the methods of both of LuaSocket's classes.

import { bindOperation } from "../../net/inet/bind.ts";
import { type FamilyVersion, familyVersion } from "../../net/inet/family.ts";
import type { Port } from "../../net/inet/permitted-addresses.ts";
import { DATAGRAM_METHOD_ROLES } from "../../net/roles.ts";
import { setPeerOperation, type UdpSocket } from "../../net/udp/udp-socket.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { portArgument, textArgument } from "../arguments.ts";
import type { DataOf, Sendable } from "../encoding/codec.ts";
import { outgoing } from "../encoding/outgoing.ts";
import { type Done, type Named, named, outcomeOf, type Result } from "../results.ts";
import { DatagramObject } from "./datagram-object.ts";
import type { ReadableUdpValues, SettableUdpValues } from "./option-values.ts";
import { getoption, setoption } from "./options.ts";

/**
 * A UDP object. `socket.udp()` makes it unconnected: it sends to and receives from any address. `setpeername`
 * connects it, and disconnects it again. A method of the other class throws, as in LuaSocket:
 * `calling 'send' on bad self (udp{connected} expected)`.
 *
 * Network failures are values: `[undefined, reason]`. Calls that wait block the thread, or return a promise. `using`
 * and garbage collection close the object.
 */
export class UdpObject<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends DatagramObject<D, "udp", UdpSocket, readonly [ip: string, port: number], W> {
  /** Returns `"inet4"` or `"inet6"`; `"inet4"` while the object has no family yet. */
  getfamily(): FamilyVersion {
    return familyVersion(this.socket.inet.family);
  }

  /**
   * Reads an option of the socket.
   *
   * @returns `[value]`, or `[undefined, "getsockopt failed"]`, also if the object has no descriptor yet or the
   *   option belongs to the other family. The value of `"error"` is the pending error, undefined for none;
   *   reading clears it.
   * @throws TypeError if the name is unknown or cannot be read
   * @see LuaSocket reference, connected:getoption; getsockopt(2)
   */
  getoption<Name extends keyof ReadableUdpValues>(name: Name): Result<ReadableUdpValues[Name]> {
    const { udpOptions } = this.socket.context.dialect;
    return getoption(this.socket, udpOptions, name) as Result<ReadableUdpValues[Name]>;
  }

  /**
   * Sets an option of the socket.
   *
   * @returns `[1]`, or `[undefined, "setsockopt failed"]`, also if the object has no descriptor yet or the
   *   option belongs to the other family
   * @throws TypeError if the name is unknown or cannot be set, and for a value of the wrong type
   * @see LuaSocket reference, connected:setoption; setsockopt(2), ip(7), ipv6(7)
   */
  setoption<Name extends keyof SettableUdpValues>(name: Name, value: SettableUdpValues[Name]): Done {
    return setoption(this.socket, this.socket.context.dialect.udpOptions, name, value);
  }

  /** Returns the peer: `[host, port, family]`, or `[undefined, reason]`. @throws TypeError on an unconnected object */
  getpeername(): Named {
    this.require(DATAGRAM_METHOD_ROLES.getpeername, "getpeername");
    return named(this.socket.inet.peerName());
  }

  /** Returns the local address: `[host, port, family]`, or `[undefined, reason]`. */
  getsockname(): Named {
    return named(this.socket.inet.localName());
  }

  /**
   * Sends a datagram to an address.
   *
   * @param data  text, in the object's encoding (UTF-8 for "buffer"), or bytes; may be empty
   * @param ip    a numeric address: names are not resolved
   * @param port  1 to 65535
   * @returns `[size]`, the bytes sent; or `[undefined, reason]`: `"refused"` on a closed socket, `"timeout"`,
   *   `"permission denied"` for a broadcast address without the option, `"Message too long"` beyond 65507
   *   bytes, the resolver's message if `ip` is not an address
   * @throws TypeError on a connected object, and for text that the encoding cannot represent
   * @see LuaSocket reference, unconnected:sendto; sendto(2)
   */
  sendto(data: Sendable, ip: string, port: Port, options?: OptionsOf<W>): Outcome<W, Result<number>> {
    this.require(DATAGRAM_METHOD_ROLES.sendto, "sendto");
    const datagram = outgoing(data, this.encoding, "sendto");
    const host = textArgument(ip, 2, "sendto");
    const address = this.socket.addressOf(host, portArgument(port, 3, "sendto"));
    if (typeof address === "string") return this.driver.of<Result<number>>([undefined, address]);
    const failure = this.socket.openToSendTo(address);
    if (failure !== undefined) return this.driver.of<Result<number>>([undefined, failure]);
    return this.sendOutgoing(datagram, address, options);
  }

  /**
   * Disconnects the object. On Linux its local port changes as well.
   *
   * @returns `[1]`, or `[undefined, reason]` and the object does not change. The call does not wait: it has no
   *   timeout and cannot be interrupted by closing.
   * @see LuaSocket reference, connected:setpeername; connect(2)
   */
  setpeername(address: "*"): Outcome<W, Done>;
  /**
   * Connects the object to a peer; it then sends to and receives from this peer only.
   *
   * @param address  a name or an address; each address of a name is tried in turn
   * @param port     0 to 65535, or the name of a service
   * @returns `[1]`, or `[undefined, reason]` and the object does not change. Nothing is sent: the call waits only to
   *   resolve a name. With promises, it can then fail with `"timeout"` and `"closed"` as well.
   * @throws TypeError for arguments of the wrong type
   * @see LuaSocket reference, unconnected:setpeername; connect(2)
   */
  setpeername(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done>;
  setpeername(address: string, port?: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    const host = textArgument(address, 1, "setpeername");
    const service = host === "*" ? 0 : portArgument(port, 2, "setpeername");
    return this.wait(setPeerOperation(this.socket, host, service), outcomeOf, options);
  }

  /**
   * Binds this unconnected object to an address of this host.
   *
   * @param address  a name or an address; `"*"` is all of IPv4, or of IPv6 for an object of `udp6()`
   * @param port     0 to 65535, or the name of a service; for 0 the system chooses a port
   * @returns `[1]`, or `[undefined, reason]`, such as `"address already in use"`. The call waits only to resolve a
   *   name. With promises, it can then fail with `"timeout"` and `"closed"` as well.
   * @throws TypeError on a connected object, and for arguments of the wrong type
   * @see LuaSocket reference, unconnected:setsockname; bind(2)
   */
  setsockname(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    this.require(DATAGRAM_METHOD_ROLES.setsockname, "setsockname");
    const host = textArgument(address, 1, "setsockname");
    return this.wait(
      bindOperation(this.socket, host, portArgument(port, 2, "setsockname")),
      outcomeOf,
      options,
    );
  }

  /**
   * Sets the encoding of this object: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, typed with the new result of receive
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): UdpObject<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as UdpObject<DataOf<E>, W>;
  }

  protected override sender(): readonly [ip: string, port: number] {
    return [this.socket.senderHost, this.socket.senderPortNumber];
  }
}

/** Methods of both classes. */
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
export interface UdpConnected<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Pick<UdpObject<D, W>, Any | "getpeername" | "send"> {}

/** A UDP object without a peer: sends to and receives from any address. */
export interface UdpUnconnected<D extends string | Buffer = string, W extends WaitMode = "blocking">
  extends Pick<UdpObject<D, W>, Any | "receivefrom" | "receivefrominto" | "sendto" | "setsockname"> {}
