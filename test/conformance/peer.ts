// The other end of a connection, and its acts. It runs in a thread of its own (peer-thread.ts), since a blocking call
// stops everything else in the test's thread. Each act is short and fails otherwise.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import blocking, { type TcpClient, type TcpServer, type UdpObject, type UnixDatagramObject } from "luasocket";
import { must } from "../support/connected-pair.ts";

const socket = blocking.configure({ encoding: "latin1" });
type UnixStream = ReturnType<typeof socket.unix.stream>[0];

/** Timeout in seconds: longer than any act takes, shorter than a test may. */
const SOON = 20;

export class Peer {
  private server: TcpServer | undefined;
  private pathServer: UnixStream | undefined;
  private connection: TcpClient | NonNullable<UnixStream> | undefined;
  private datagrams: UdpObject | undefined;
  private pathDatagrams: UnixDatagramObject | undefined;
  private readonly opened: { close(): unknown }[] = [];

  /** Listens on a port and returns its number. */
  listen(backlog = 32): number {
    this.server = this.keep(must(socket.bind("127.0.0.1", 0, backlog)));
    return this.server.getsockname()[1] as number;
  }

  listenAt(path: string, backlog = 32): void {
    this.pathServer = this.keep(must(socket.unix.stream()));
    must(this.pathServer.bind(path));
    must(this.pathServer.listen(backlog));
  }

  /** Accepts the next connection. All acts below use it. */
  accept(): void {
    const server = this.server ?? this.pathServer;
    server?.settimeout(SOON);
    this.use(must<TcpClient | NonNullable<UnixStream>>((server as TcpServer).accept()));
  }

  stopListening(): void {
    (this.server ?? this.pathServer)?.close();
  }

  connect(port: number): void {
    this.use(must(socket.connect("127.0.0.1", port)));
  }

  connectTo(path: string): void {
    const stream = must(socket.unix.stream());
    must(stream.connect(path));
    this.use(stream);
  }

  send(text: string): void {
    must(this.client.send(text));
  }

  /** Shuts down sending. */
  end(): void {
    this.client.shutdown("send");
  }

  close(): void {
    this.client.close();
  }

  /** Makes the kernel reset the connection: a close with a linger time of 0 (socket(7), SO_LINGER). */
  reset(): void {
    (this.client as TcpClient).setoption("linger", { on: true, timeout: 0 });
    this.client.close();
  }

  read(size: number): string {
    return must(this.client.receive(size));
  }

  /** The hash of the next `size` bytes, which are too many to print. */
  readHash(size: number): string {
    return createHash("sha256")
      .update(must(this.client.receive(size)), "latin1")
      .digest("hex");
  }

  expectHash(size: number, hash: string): void {
    assert.equal(this.readHash(size), hash);
  }

  bindDatagrams(): number {
    this.datagrams = this.keep(must(socket.udp4()));
    must(this.datagrams.setsockname("127.0.0.1", 0));
    this.datagrams.settimeout(SOON);
    return this.datagrams.getsockname()[1] as number;
  }

  sendDatagram(text: string, port: number): void {
    must((this.datagrams as UdpObject).sendto(text, "127.0.0.1", port));
  }

  closeDatagrams(): void {
    this.datagrams?.close();
  }

  bindDatagramsAt(path: string): void {
    this.pathDatagrams = this.keep(must(socket.unix.dgram()));
    must(this.pathDatagrams.bind(path));
    this.pathDatagrams.settimeout(SOON);
  }

  /** Receives `count` datagrams. */
  receiveDatagrams(count: number): string[] {
    return Array.from({ length: count }, () => must((this.pathDatagrams as UnixDatagramObject).receive()));
  }

  closePathDatagrams(): void {
    this.pathDatagrams?.close();
  }

  /** Closes everything. */
  over(): void {
    for (const one of this.opened.splice(0)) one.close();
    this.server = this.pathServer = this.connection = this.datagrams = this.pathDatagrams = undefined;
  }

  private get client(): TcpClient | NonNullable<UnixStream> {
    if (this.connection === undefined) throw new Error("there is no connection");
    return this.connection;
  }

  private use(connection: TcpClient | NonNullable<UnixStream>): void {
    this.connection = this.keep(connection);
    connection.settimeout(SOON, "t");
  }

  private keep<One extends { close(): unknown }>(one: One): One {
    this.opened.push(one);
    return one;
  }
}

type ActName = Exclude<keyof Peer, never>;
/** One act: the name of a method, and its arguments. */
export type Act = { [Name in ActName]: readonly [name: Name, ...args: Parameters<Peer[Name]>] }[ActName];
export type ActResult<Name extends ActName> = ReturnType<Peer[Name]>;
export type { ActName };
