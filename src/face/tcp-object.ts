// A TCP object of LuaSocket, with all the methods of its three classes.

import { classExpected, INVALID_TIMEOUT_MODE, invalidOption } from "../net/argument-text.js";
import { connecting } from "../net/inet/connect.js";
import { type FamilyVersion, familyVersion } from "../net/inet/family.js";
import type { Port } from "../net/inet/resolve.js";
import { TCP_OPTIONS } from "../net/options/option.js";
import { byteRange } from "../net/stream/send.js";
import { Accept } from "../net/tcp/accept.js";
import { isOfClass, METHOD_CLASS, type TcpClass, type TcpMethod } from "../net/tcp/tcp-class.js";
import {
  DEFAULT_BACKLOG,
  type Name,
  type ShutdownMode,
  shutdownMode,
  type TcpSocket,
} from "../net/tcp/tcp-socket.js";
import { type TimeoutMode, timeoutMode } from "../net/timeout.js";
import { discardWhenCollected, LARGEST_FD } from "../os/descriptor.js";
import { settle } from "../wait/blocking.js";
import { badArgument, badSelf, numberArgument, portArgument, textArgument } from "./arguments.js";
import type { Call } from "./call.js";
import { codecOf, type DataOf, type Encoding, isEncoding, type Sendable } from "./encoding.js";
import {
  getoption,
  type ReadableTcpOption,
  type ReadTcpOption,
  type SetTcpOption,
  type SettableTcpOption,
  setoption,
} from "./options.js";
import { outgoing } from "./outgoing.js";
import { ReceiveCall, type ReceivePattern } from "./receive-call.js";
import type { Done, Failure, Named, Received, Result, Sent } from "./results.js";
import type { TcpClient } from "./tcp-classes.js";

/**
 * A TCP object. Made by `socket.tcp()` it is a master; `connect` makes it a client, `listen` a server.
 * A method of another class throws, as in LuaSocket: `calling 'send' on bad self (tcp{client} expected)`.
 *
 * Failures of the network are values: `[undefined, reason]`. All waiting blocks the thread. With
 * `using`, or when it is collected, the object is closed.
 */
export class TcpObject<D extends string | Buffer = string> {
  private readonly socket: TcpSocket;
  private encoding: Encoding;
  private readonly receiving: ReceiveCall<D>;

  /** Not for programs: `socket.tcp()` and `socket.connect()` make these. */
  constructor(socket: TcpSocket, encoding: Encoding) {
    this.socket = socket;
    this.encoding = encoding;
    this.receiving = new ReceiveCall(socket.receiving, socket.input, codecOf(encoding));
    discardWhenCollected(this, socket);
  }

  /**
   * Waits for a connection to this server.
   *
   * @returns `[client]`; after the timeout `[undefined, "timeout"]`, on a closed server
   *   `[undefined, "closed"]`, otherwise `[undefined, reason]`. The client has no timeout, whatever the
   *   server has, and the server's encoding.
   * @throws TypeError on anything but a server
   * @see LuaSocket reference, server:accept; accept(2)
   */
  accept(): Result<TcpClient<D>> {
    this.require("accept");
    const { client, failure } = settle(new Accept(this.socket));
    return client === undefined ? [undefined, failure as Failure] : [new TcpObject<D>(client, this.encoding)];
  }

  /**
   * Binds this master to an address of this host.
   *
   * @param address  a name or an address; `"*"` is all of IPv4, or of IPv6 for an object of `tcp6()`
   * @param port     0 to 65535, or the name of a service; for 0 the system chooses a port
   * @returns `[1]`, or `[undefined, reason]`; the object can then be bound elsewhere
   * @throws TypeError on a client or server, and for arguments of the wrong type
   * @see LuaSocket reference, master:bind; bind(2)
   */
  bind(address: string, port: Port): Done {
    this.require("bind");
    return done(this.socket.bind(textArgument(address, 1, "bind"), portArgument(port, 2, "bind")));
  }

  /** LuaSocket's other name for `bind`. */
  setsockname(address: string, port: Port): Done {
    return this.bind(address, port);
  }

  /**
   * Closes the socket. What was sent goes on its way, what was received can still be asked for. A
   * closed object may be closed again, and used again by `connect`.
   *
   * @returns 1, always
   * @see LuaSocket reference, client:close; close(2)
   */
  close(): 1 {
    this.socket.close();
    return 1;
  }

  /** As `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /**
   * Connects to a host. The addresses of a name are tried in turn; the timeout holds for each of them.
   * The object is a client afterwards, even if this fails.
   *
   * With `settimeout(0)` the result is `[undefined, "timeout"]` while the connection is being made:
   * `select` reports the object as writable when it is done, and another `connect` tells how it went.
   *
   * @param address  a name or an address; `"*"` is this host
   * @param port     1 to 65535, or the name of a service
   * @returns `[1]`, `[undefined, "timeout"]`, or `[undefined, reason]`
   * @throws TypeError for arguments of the wrong type
   * @see LuaSocket reference, master:connect; connect(2)
   */
  connect(address: string, port: Port): Done {
    const host = textArgument(address, 1, "connect");
    const service = portArgument(port, 2, "connect");
    return done(settle(connecting(this.socket, host, service)).take());
  }

  /** LuaSocket's other name for `connect`. */
  setpeername(address: string, port: Port): Done {
    return this.connect(address, port);
  }

  /** Whether received bytes wait here to be asked for; `select` then reports the object at once. */
  dirty(): boolean {
    return this.socket.isDirty;
  }

  /** `"inet4"` or `"inet6"`; an object that has no family yet says `"inet4"`. */
  getfamily(): FamilyVersion {
    return familyVersion(this.socket.family);
  }

  /** The file descriptor, -1 for none. It stays this object's: whoever else uses it must not close it. */
  getfd(): number {
    return this.socket.fd;
  }

  /**
   * Replaces the descriptor without closing the one before; -1 leaves the object without any.
   *
   * @throws TypeError for what is no descriptor
   */
  setfd(fd: number): void {
    const number = numberArgument(fd, 1, "setfd");
    if (!(number >= -1 && number <= LARGEST_FD)) throw badArgument(1, "setfd", "descriptor expected");
    this.socket.descriptor.fd = Math.trunc(number);
  }

  /**
   * Reads an option of the socket.
   *
   * @returns `[value]`, or `[undefined, "getsockopt failed"]`. The value of `"error"` is the pending
   *   error, undefined if there is none; reading it clears it.
   * @throws TypeError for a name that cannot be read
   * @see LuaSocket reference, client:getoption; getsockopt(2)
   */
  getoption<Name extends ReadableTcpOption>(name: Name): Result<ReadTcpOption<Name>> {
    return getoption(this.socket, TCP_OPTIONS, name) as Result<ReadTcpOption<Name>>;
  }

  /**
   * Sets an option of the socket.
   *
   * @returns `[1]`, or `[undefined, "setsockopt failed"]`, also on an object that has no descriptor yet
   * @throws TypeError for a name that cannot be set and for a value of the wrong type
   * @see LuaSocket reference, client:setoption; setsockopt(2)
   */
  setoption<Name extends SettableTcpOption>(name: Name, value: SetTcpOption<Name>): Done {
    return setoption(this.socket, TCP_OPTIONS, name, value);
  }

  /** The other end: `[host, port, family]`, or `[undefined, reason]`. */
  getpeername(): Named {
    return named(this.socket.peerName());
  }

  /** This end: `[host, port, family]`, or `[undefined, reason]`. */
  getsockname(): Named {
    return named(this.socket.localName());
  }

  /**
   * What this client has moved.
   *
   * @returns bytes that receive has given, bytes that the system has accepted from send, and seconds
   *   since the object was made
   * @throws TypeError on anything but a client
   */
  getstats(): readonly [received: number, sent: number, age: number] {
    this.require("getstats");
    const { received, sent, age } = this.socket.stats;
    return [received, sent, age];
  }

  /** Sets what getstats counts from, in bytes and seconds; what is not given stays. */
  setstats(received?: number, sent?: number, age?: number): 1 {
    this.require("setstats");
    const { stats } = this.socket;
    if (received !== undefined) stats.received = counterArgument(received, 1);
    if (sent !== undefined) stats.sent = counterArgument(sent, 2);
    if (age !== undefined) stats.age = numberArgument(age, 3, "setstats");
    return 1;
  }

  /** The block and the total limit in seconds; below 0 is none. */
  gettimeout(): readonly [block: number, total: number] {
    const { block, total } = this.socket.timeout;
    return [block, total];
  }

  /**
   * Limits how long calls of this object may wait.
   *
   * With one limit set, of either kind, it is a deadline for each whole call. With both, no single wait
   * exceeds the block limit and no call the total. A limit of 0 gives what is there and never waits.
   * Name resolution is not limited.
   *
   * @param seconds  fractions allowed; below 0, or left out, is no limit
   * @param mode     `"b"` (default): the block limit; `"t"`: the total limit
   * @throws TypeError for a mode that is neither
   * @see LuaSocket reference, client:settimeout
   */
  settimeout(seconds?: number, mode: TimeoutMode | "b" | "t" | "r" = "block"): 1 {
    const limit = seconds === undefined || seconds === null ? -1 : numberArgument(seconds, 1, "settimeout");
    const kind = timeoutMode(textArgument(mode, 2, "settimeout"));
    if (kind === undefined) throw badArgument(2, "settimeout", INVALID_TIMEOUT_MODE);
    this.socket.timeout.set(limit, kind);
    return 1;
  }

  /**
   * Makes a bound master a server.
   *
   * @param backlog  how many connections may wait to be accepted; 32 by default
   * @returns `[1]`, or `[undefined, reason]`; the object then stays a master
   * @throws TypeError on a client or server
   * @see LuaSocket reference, master:listen; listen(2)
   */
  listen(backlog: number = DEFAULT_BACKLOG): Done {
    this.require("listen");
    return done(this.socket.listen(numberArgument(backlog, 1, "listen")));
  }

  /**
   * Reads from the connection.
   *
   * - `"*l"` (default): a line. LF ends it and is dropped, as is every CR.
   * - `"*a"`: everything until the peer closes.
   * - a number: exactly so many bytes; 0 waits until there is something to read.
   *
   * Under the encoding "utf8", bytes that are not UTF-8 make the call throw; they are kept, to be
   * received under another encoding. A partial result never ends inside a character: the bytes of a
   * character that is cut wait for its rest.
   *
   * @param pattern  what to read; a number is in bytes, 0 or more, whatever the encoding
   * @param prefix   put before what is read and counted into a number of bytes; pass the last `partial`
   *   to go on after a timeout
   * @returns `[data]`, or `[undefined, "timeout" | "closed" | reason, partial]`, where `partial` is what
   *   was received until then, removed from the socket like any result. A last line without LF comes as
   *   the partial result of `"closed"`.
   * @throws TypeError `bad argument #1 to 'receive' (invalid receive pattern)`; on anything but a client
   * @example
   * const [line, err, partial] = client.receive("*l");
   * @see LuaSocket reference, client:receive; recv(2)
   */
  receive(pattern?: ReceivePattern, prefix?: D): Received<D> {
    if (prefix === undefined && (pattern === undefined || pattern === "*l")) {
      const line = this.receiving.bufferedLine();
      if (line !== undefined) return [line];
    }
    this.require("receive");
    return settleCall(this.receiving.begin(pattern, prefix));
  }

  /**
   * Sends data, or the bytes from `i` to `j` of it.
   *
   * @param data  text, in the object's encoding (UTF-8 for "buffer"), or bytes
   * @param i     index of the first byte, from 1; below 0 counts from the end
   * @param j     index of the last byte; below 0 counts from the end
   * @returns `[last]`, the index of the last byte that was sent; or `[undefined, "timeout" | "closed" |
   *   reason, last]`: to go on after a timeout, send from `last + 1`. Sent means accepted by the system.
   * @throws TypeError on anything but a client, and for text that the encoding has no bytes for
   * @see LuaSocket reference, client:send; send(2)
   */
  send(data: Sendable, i: number = 1, j: number = -1): Sent {
    this.require("send");
    const { region, size } = outgoing(data, this.encoding);
    const { first, last } = byteRange(size, numberArgument(i, 2, "send"), numberArgument(j, 3, "send"));
    const { failure, sent } = settle(this.socket.sending.begin(region, first - 1, last - first + 1));
    const reached = first - 1 + sent;
    return failure === undefined ? [reached] : [undefined, failure, reached];
  }

  /**
   * How this object turns bytes into what receive gives: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, whose type then tells what receive gives
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): TcpObject<DataOf<E>> {
    if (!isEncoding(encoding)) throw badArgument(1, "setencoding", invalidOption(String(encoding)));
    this.encoding = encoding;
    this.receiving.decodeWith(codecOf(encoding));
    return this as unknown as TcpObject<DataOf<E>>;
  }

  /**
   * Ends one way of the connection, or both. The peer then reads the end of what was sent.
   *
   * @returns 1, always: that there is nothing to end is no failure
   * @throws TypeError for another mode, and on anything but a client
   * @see LuaSocket reference, client:shutdown; shutdown(2)
   */
  shutdown(mode: ShutdownMode = "both"): 1 {
    this.require("shutdown");
    const known = shutdownMode(textArgument(mode, 1, "shutdown"));
    if (known === undefined) throw badArgument(1, "shutdown", invalidOption(mode));
    this.socket.shutdown(known);
    return 1;
  }

  /** The class of LuaSocket that the object is of now. */
  get class(): TcpClass {
    return this.socket.className;
  }

  /** `tcp{client}: 5`, with the descriptor. */
  toString(): string {
    return `${this.socket.className}: ${this.socket.fd}`;
  }

  private require(method: TcpMethod): void {
    const wanted = METHOD_CLASS[method];
    if (!isOfClass(this.socket.className, wanted)) throw badSelf(method, classExpected(wanted));
  }
}

function settleCall<R>(call: Call<R>): R {
  settle(call.operation);
  return call.take();
}

function done(failure: Failure | undefined): Done {
  return failure === undefined ? [1] : [undefined, failure];
}

function named(name: Name | Failure): Named {
  return typeof name === "string" ? [undefined, name] : [name.host, name.port, name.family];
}

/** Counters count from 0 up; LuaSocket lets a negative number wrap around. */
function counterArgument(value: unknown, index: number): number {
  return Math.max(Math.trunc(numberArgument(value, index, "setstats")), 0);
}
