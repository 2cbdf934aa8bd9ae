// A TCP object as the first LuaSocket 2.0 had it.

import { bindOperation } from "../../net/inet/bind.ts";
import type { Port } from "../../net/inet/resolve.ts";
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

/** For each pattern what it found, undefined for those that were not reached; and why not all were met. */
export type ReceivedSeveral<Data, Patterns extends readonly unknown[]> = readonly [
  ...results: { [Index in keyof Patterns]: Data | undefined },
  err: Failure20 | undefined,
];

/** Two kinds of failure, and what the limits of `setlimits` refuse. */
export type Failure20 = "closed" | "timeout" | "line too long" | "too much data";

/** How many bytes the system has accepted of all the strings, and why not all. */
export type SentSeveral = readonly [total: number, err?: "closed" | "timeout"];

/** An end of a connection. */
export type Named20 = readonly [host: string, port: number] | readonly [host: undefined, err: Failure];

/**
 * A TCP object of the first LuaSocket 2.0: several patterns for a receive, several strings for a send,
 * partial results in place, block timeouts that hold for each wait. Addresses are IPv4.
 */
export class Tcp20Object<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends StreamObject<D, "tcp", TcpSocket, W> {
  /** Not for programs: `socket.tcp()` and `socket.connect()` make these. */
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
   * @returns `[1]`, or `[undefined, reason]`. Only a name is waited for. With promises, that gives `"timeout"` and
   *   `"closed"` as well.
   */
  bind(address: string, port: Port, options?: OptionsOf<W>): Outcome<W, Done> {
    this.require(this.roles.bind, "bind");
    const host = textArgument(address, 1, "bind");
    return this.wait(bindOperation(this.socket, host, portArgument(port, 2, "bind")), outcomeOf, options);
  }

  /**
   * Connects to a host; the object is a client afterwards.
   *
   * @returns `[1]`, or `[undefined, reason]`, such as `"timeout"` and `"connection refused"`; `"closed"` when the object
   *   is closed while it waits with a promise
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

  /** The other end: `[host, port]`, or `[undefined, reason]`. */
  getpeername(): Named20 {
    const name = this.socket.inet.peerName();
    return typeof name === "string" ? [undefined, name] : [name.host, name.port];
  }

  /** This end: `[host, port]`, or `[undefined, reason]`. */
  getsockname(): Named20 {
    const name = this.socket.inet.localName();
    return typeof name === "string" ? [undefined, name] : [name.host, name.port];
  }

  /**
   * Reads a line.
   *
   * @returns `[line]`, or `[line, "timeout" | "closed"]` with what had come of it
   */
  receive(): Outcome<W, readonly [line: D, err: Failure20 | undefined]>;
  /**
   * Reads what the patterns ask for, from left to right.
   *
   * @param patterns  `"*l"`, `"*a"`, or a number of bytes; 0 reads nothing
   * @returns one value for each pattern, and last why not all were met. That of the pattern which failed
   *   is what had come for it, those behind it are undefined. All of it has been removed from the socket.
   *   `"*a"` is met by the end of the stream, even if nothing comes before it.
   * @throws TypeError for what is no pattern, before anything is read; on anything but a client
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
   * Sends strings, one behind the other, up to the first that is undefined.
   *
   * @returns `[total]`, or `[total, "timeout" | "closed"]`: how many bytes of all of them the system has
   *   accepted
   * @throws TypeError for what cannot be sent, before anything is; on anything but a client
   */
  send(...strings: readonly (Sendable | undefined)[]): Outcome<W, SentSeveral> {
    this.require(this.roles.send, "send");
    const { region, size } = joined(strings, this.encoding);
    return this.wait(this.socket.sending.begin(region, 0, size, 0), sentSeveral, undefined);
  }

  /** The name that settimeout had before. */
  timeout(...limits: Parameters<Tcp20Object["settimeout"]>): 1 {
    return this.settimeout(...limits);
  }

  /**
   * How this object turns bytes into what receive gives: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, whose type then tells what receive gives
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
