// The TCP object of the first LuaSocket 2.0.

import { bindOperation } from "../../net/inet/bind.ts";
import type { Port } from "../../net/inet/permitted-addresses.ts";
import { Accept } from "../../net/stream/accept.ts";
import { exactPatternOfText, LINE } from "../../net/stream/patterns.ts";
import { ReceiveSeveral } from "../../net/stream/receive-several.ts";
import type { Send } from "../../net/stream/send.ts";
import { connectOperation } from "../../net/tcp/connect.ts";
import type { TcpSocket } from "../../net/tcp/tcp-socket.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { portArgument, textArgument } from "../arguments.ts";
import type { DataOf, Sendable } from "../encoding/codec.ts";
import { joined } from "../encoding/joined.ts";
import { type Done, type Failure, outcomeOf, type Result } from "../results.ts";
import type { ReadableTcpValues, SettableTcpValues } from "./option-values.ts";
import { getoption, setoption } from "./options.ts";
import { patternArgument, type ReceivePattern } from "./receive-call.ts";
import { StreamObject } from "./stream-object.ts";

/** The data for each pattern, undefined for patterns after the failure; and the failure, undefined for none. */
export type ReceivedSeveral<Data, Patterns extends readonly unknown[]> = readonly [
  ...results: { [Index in keyof Patterns]: Data | undefined },
  err: Failure20 | undefined,
];

/** The failures of receive: two of LuaSocket's, and those for exceeding a limit of `setlimits`. */
export type Failure20 = "closed" | "timeout" | "line too long" | "too much data";

/** Number of bytes of all strings that the system has accepted; and the failure, if any. */
export type SentSeveral = readonly [total: number, err?: "closed" | "timeout"];

/** The address of one end of a connection. */
export type Named20 = readonly [host: string, port: number] | readonly [host: undefined, err: Failure];

/**
 * A TCP object of the first LuaSocket 2.0: receive takes several patterns, send several strings, partial results
 * take the place of complete ones, and the block timeout applies to each wait. Addresses are IPv4.
 */
export class Tcp20Object<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends StreamObject<D, "tcp", TcpSocket, W> {
  /** Internal: programs use `socket.tcp()` and `socket.connect()`. */
  constructor(socket: TcpSocket, encoding: Encoding, driver: Driver<W>) {
    super(socket, encoding, driver, socket.context.dialect.tcpMethodRoles);
  }

  /**
   * Waits for a connection to this server.
   *
   * @returns `[client]`, or `[undefined, "timeout" | "closed" | reason]`
   * @throws TypeError on anything but a server
   */
  accept(options?: OptionsOf<W>): Outcome<W, Result<Tcp20Object<D, W>>> {
    this.require(this.roles.accept, "accept");
    return this.wait(new Accept(this.socket), (server, operation) => server.accepted(operation), options);
  }

  /**
   * Binds this master to an address of this host, `"*"` for all.
   *
   * @returns `[1]`, or `[undefined, reason]`. The call waits only to resolve a name. With promises, it can then fail
   *   with `"timeout"` and `"closed"` as well.
   */
  bind(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    this.require(this.roles.bind, "bind");
    const host = textArgument(address, 1, "bind");
    return this.wait(bindOperation(this.socket, host, portArgument(port, 2, "bind")), outcomeOf, options);
  }

  /**
   * Connects to a host; the object is a client afterwards.
   *
   * @returns `[1]`, or `[undefined, reason]`, such as `"timeout"` and `"connection refused"`; `"closed"` if the object
   *   is closed while the call waits with a promise
   */
  connect(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    const host = textArgument(address, 1, "connect");
    return this.wait(
      connectOperation(this.socket, host, portArgument(port, 2, "connect")),
      outcomeOf,
      options,
    );
  }

  /** Reads an option of the socket. @returns `[value]`, or `[undefined, "getsockopt failed"]` */
  getoption<Name extends keyof ReadableTcpValues>(name: Name): Result<ReadableTcpValues[Name]> {
    const { tcpOptions } = this.socket.context.dialect;
    return getoption(this.socket, tcpOptions, name) as Result<ReadableTcpValues[Name]>;
  }

  /** Sets an option of the socket. @returns `[1]`, or `[undefined, "setsockopt failed"]` */
  setoption<Name extends keyof SettableTcpValues>(name: Name, value: SettableTcpValues[Name]): Done {
    return setoption(this.socket, this.socket.context.dialect.tcpOptions, name, value);
  }

  /** Returns the peer: `[host, port]`, or `[undefined, reason]`. */
  getpeername(): Named20 {
    const name = this.socket.inet.peerName();
    return typeof name === "string" ? [undefined, name] : [name.host, name.port];
  }

  /** Returns the local address: `[host, port]`, or `[undefined, reason]`. */
  getsockname(): Named20 {
    const name = this.socket.inet.localName();
    return typeof name === "string" ? [undefined, name] : [name.host, name.port];
  }

  /**
   * Reads a line.
   *
   * @returns `[line]`, or `[line, "timeout" | "closed"]` with the received part of the line
   */
  receive(): Outcome<W, readonly [line: D, err: Failure20 | undefined]>;
  /**
   * Reads several patterns, from left to right.
   *
   * @param patterns  `"*l"`, `"*a"`, or a number of bytes; 0 reads nothing
   * @returns one value for each pattern, then the failure, undefined for none. The pattern that failed has the data
   *   received for it, those after it undefined. All of it has been removed from the socket. The end of the stream
   *   completes `"*a"`, even without data.
   * @throws TypeError for an invalid pattern, before anything is read; on anything but a client
   * @example
   * const [status, header, err] = client.receive("*l", "*l");
   */
  receive<Patterns extends readonly (ReceivePattern | undefined)[]>(
    ...patterns: Patterns
  ): Outcome<W, ReceivedSeveral<D, Patterns>>;
  receive(...patterns: readonly unknown[]): Outcome<W, readonly unknown[]> {
    this.require(this.roles.receive, "receive");
    const wanted = patterns.map((pattern, index) => patternArgument(pattern, index + 1, exactPatternOfText));
    if (wanted.length === 0) wanted.push(LINE);
    return this.wait(
      new ReceiveSeveral(this.socket.receiving, wanted),
      (client, operation) => client.several(operation, wanted.length),
      undefined,
    );
  }

  /**
   * Sends strings one after the other, up to the first that is undefined.
   *
   * @returns `[total]`, or `[total, "timeout" | "closed"]`: the number of bytes of all strings that the system has
   *   accepted
   * @throws TypeError for a value that cannot be sent, before anything is sent; on anything but a client
   */
  send(...strings: readonly (Sendable | undefined)[]): Outcome<W, SentSeveral> {
    this.require(this.roles.send, "send");
    const { region, size } = joined(strings, this.encoding);
    return this.wait(this.socket.sending.begin(region, 0, size, 0), sentSeveral, undefined);
  }

  /** The earlier name of settimeout. */
  timeout(...limits: Parameters<Tcp20Object["settimeout"]>): 1 {
    return this.settimeout(...limits);
  }

  /**
   * Sets the encoding of this object: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, typed with the new result of receive
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): Tcp20Object<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as Tcp20Object<DataOf<E>, W>;
  }

  private accepted({ client, failure }: Accept<TcpSocket>): Result<Tcp20Object<D, W>> {
    if (client === undefined) return [undefined, failure as Failure];
    return [new Tcp20Object<D, W>(client, this.encoding, this.driver)];
  }

  private several(operation: ReceiveSeveral, wanted: number): unknown[] {
    const results: unknown[] = this.receiving.takeSeveral(operation);
    while (results.length < wanted) results.push(undefined);
    results.push(operation.failure);
    return results;
  }
}

function sentSeveral(_client: unknown, { failure, sent }: Send): SentSeveral {
  return failure === undefined ? [sent] : [sent, failure as "closed" | "timeout"];
}
