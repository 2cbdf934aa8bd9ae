// The methods of stream objects except receive, send and accept, which differ between the dialects.

import type net from "node:net";
import { type Limits, limitsOf } from "../../net/receive-limits.ts";
import type { MethodRoles, StreamClass, StreamKind } from "../../net/roles.ts";
import { type ShutdownMode, shutDown, shutdownMode } from "../../net/stream/shutdown.ts";
import { DEFAULT_BACKLOG, type Stream } from "../../net/stream/stream.ts";
import { invalidOption, OPEN_SOCKET_EXPECTED } from "../../text/argument-text.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, WaitMode } from "../../wait/mode.ts";
import { badArgument, badSelf, numberArgument, textArgument } from "../arguments.ts";
import { codecOf, encodingArgument } from "../encoding/codec.ts";
import { type Done, done } from "../results.ts";
import { type ConnectionListener, listenOver, netServerArgument, netSocketOver } from "./node-handoff.ts";
import { ReceiveCall } from "./receive-call.ts";
import { SocketObject } from "./socket-object.ts";

export abstract class StreamObject<
  D extends string | Buffer,
  Kind extends StreamKind,
  S extends Stream<Kind>,
  W extends WaitMode,
> extends SocketObject<StreamClass<Kind>, S, W> {
  protected encoding: Encoding;
  /** @internal */
  readonly receiving: ReceiveCall<D>;
  /** The role that each method requires. */
  protected readonly roles: MethodRoles;

  constructor(socket: S, encoding: Encoding, driver: Driver<W>, roles: MethodRoles) {
    super(socket, driver);
    this.encoding = encoding;
    this.roles = roles;
    this.receiving = new ReceiveCall(socket.receiving, socket.input, codecOf(encoding));
  }

  /**
   * Returns the transfer counters of this client.
   *
   * @returns bytes returned by receive, bytes that the system has accepted from send, and seconds since the object
   *   was made
   * @throws TypeError on anything but a client
   */
  getstats(): readonly [received: number, sent: number, age: number] {
    this.require(this.roles.getstats, "getstats");
    const { received, sent, age } = this.socket.stats;
    return [received, sent, age];
  }

  /** Sets the counters of getstats, in bytes and seconds; omitted ones do not change. Returns 1. */
  setstats(received?: number, sent?: number, age?: number): 1 {
    this.require(this.roles.setstats, "setstats");
    const { stats } = this.socket;
    if (received !== undefined) stats.setCounter("received", numberArgument(received, 1, "setstats"));
    if (sent !== undefined) stats.setCounter("sent", numberArgument(sent, 2, "setstats"));
    if (age !== undefined) stats.age = numberArgument(age, 3, "setstats");
    return 1;
  }

  /** Returns the maximum numbers of bytes that one receive may buffer; Infinity for no limit. */
  getlimits(): Required<Limits> {
    return { ...this.socket.limits } as Required<Limits>;
  }

  /**
   * Limits the number of bytes that one receive may buffer, so that a peer cannot exhaust memory. Accepted clients
   * inherit the server's limits. Beyond a limit, receive fails with `"line too long"` or `"too much data"`; the bytes
   * within it are the partial result, the others can still be received.
   *
   * @param limits  in bytes: `line` without its end, `all` for `"*a"`, `count` for receive with a number; omitted
   *   limits do not change, Infinity removes a limit
   * @returns 1, always
   * @throws TypeError for an unknown limit, and if a limit is not a number of bytes
   */
  setlimits(limits: Limits): 1 {
    const merged = limitsOf(limits, this.socket.limits);
    if (typeof merged === "string") throw badArgument(1, "setlimits", merged);
    this.socket.limits = merged;
    this.receiving.limitsHaveChanged();
    return 1;
  }

  /**
   * Turns a bound master into a server.
   *
   * @param backlog  maximum number of connections that wait to be accepted; 32 by default
   * @returns `[1]`, or `[undefined, reason]` and the object remains a master
   * @throws TypeError on a client or server
   * @see LuaSocket reference, master:listen; listen(2)
   */
  listen(backlog: number = DEFAULT_BACKLOG): Done {
    this.require(this.roles.listen, "listen");
    return done(this.socket.listen(numberArgument(backlog, 1, "listen")));
  }

  /**
   * Shuts down one or both directions of the connection. After the sent data the peer reads the end of the stream.
   *
   * @returns 1, always, even if there is nothing to shut down
   * @throws TypeError for an unknown mode, and on anything but a client
   * @see LuaSocket reference, client:shutdown; shutdown(2)
   */
  shutdown(mode: ShutdownMode = "both"): 1 {
    this.require(this.roles.shutdown, "shutdown");
    const known = shutdownMode(textArgument(mode, 1, "shutdown"));
    if (known === undefined) throw badArgument(1, "shutdown", invalidOption(mode));
    shutDown(this.socket.fd, known);
    return 1;
  }

  /**
   * Hands the connection over to Node: returns a `net.Socket`, a Duplex that works with node:tls, node:http and
   * `stream.pipeline`. It yields buffered bytes first. From then on Node owns the descriptor, and this object is
   * closed. System options stay set, timeouts do not.
   *
   * @throws TypeError on anything but a client, and on a closed one; Error while a call of this object waits. The
   *   object then does not change.
   * @example
   * const [client] = socket.try(...socket.connect("example.org", 443));
   * const secure = tls.connect({ socket: client.tonodesocket(), servername: "example.org" });
   * @see node:net, new net.Socket
   */
  tonodesocket(): net.Socket {
    this.require(this.roles.receive, "tonodesocket");
    this.requireOpen("tonodesocket");
    const stream = this.socket.handOver(netSocketOver);
    return this.hasRef() ? stream : stream.unref();
  }

  /**
   * Hands the listening socket over to Node: returns a `net.Server` that accepts its connections. From then on Node
   * owns the descriptor, and this object is closed.
   *
   * @param listener  a function called with each connection, a `net.Socket`; or a server of node:net, node:http,
   *   node:https or node:tls that does not listen yet, which is then returned
   * @throws TypeError on anything but a server, on a closed one, and for any other argument; Error while an accept
   *   of this object waits, and if the passed server listens already. The object then does not change.
   * @example
   * const [server] = socket.try(...socket.bind("127.0.0.1", 8080));
   * server.tonodeserver(http.createServer((request, response) => response.end("hello")));
   * @see node:net, server.listen
   */
  tonodeserver(listener?: ConnectionListener): net.Server;
  tonodeserver<Server extends net.Server>(server: Server): Server;
  tonodeserver(listener?: unknown): net.Server {
    this.require(this.roles.accept, "tonodeserver");
    this.requireOpen("tonodeserver");
    const server = netServerArgument(listener, "tonodeserver");
    this.socket.handOver((fd) => listenOver(server, fd, this.socket.kind === "unixstream"));
    return this.hasRef() ? server : server.unref();
  }

  protected changeEncoding(encoding: unknown): void {
    this.encoding = encodingArgument(encoding, 1, "setencoding");
    this.receiving.decodeWith(codecOf(this.encoding));
  }

  private requireOpen(method: string): void {
    if (!this.socket.descriptor.isOpen) throw badSelf(method, OPEN_SOCKET_EXPECTED);
  }
}
