// The functions of the namespace `socket`.

import { invalidOption } from "../net/argument-text.js";
import { type FamilyName, familyNamed, INET, INET6 } from "../net/inet/family.js";
import type { Port } from "../net/inet/resolve.js";
import { bufferBlocks } from "../net/stream/input-block.js";
import { connectingBy, listenOn } from "../net/tcp/connection.js";
import { DEFAULT_BACKLOG, TcpSocket } from "../net/tcp/tcp-socket.js";
import { settle } from "../wait/blocking.js";
import { badArgument, numberArgument, portArgument, textArgument } from "./arguments.js";
import type { Encoding } from "./encoding.js";
import type { Failure, Result } from "./results.js";
import type { TcpClient, TcpServer } from "./tcp-classes.js";
import { TcpObject } from "./tcp-object.js";

export { select } from "./select.js";
export { gettime, sleep } from "./time.js";

const DEFAULT_ENCODING: Encoding = "utf8";

/**
 * Makes a TCP master without a descriptor: the first bind or connect makes one, of the address's family.
 * Options can only be set from then on; `tcp4` and `tcp6` have a descriptor at once.
 *
 * @returns `[master]`, always
 * @see LuaSocket reference, socket.tcp
 */
export function tcp(): readonly [master: TcpObject, err?: undefined] {
  return [object(new TcpSocket(bufferBlocks))];
}

/** Makes an IPv4 TCP master. @returns `[master]`, or `[undefined, reason]` */
export function tcp4(): Result<TcpObject> {
  return open(INET);
}

/** Makes an IPv6 TCP master, which leaves IPv4 to others. @returns `[master]`, or `[undefined, reason]` */
export function tcp6(): Result<TcpObject> {
  return open(INET6);
}

/**
 * Connects to a host, without a timeout.
 *
 * @param address  a name or an address; each address of a name is tried in turn
 * @param port     1 to 65535, or the name of a service
 * @param locaddr  the local address to connect from; the system chooses one if left out
 * @param locport  the local port, with `locaddr` only; 0, the default, lets the system choose
 * @param family   `"inet"` or `"inet6"` restricts both ends to that family
 * @returns `[client]`, or `[undefined, reason]`
 * @throws TypeError for arguments of the wrong type
 * @see LuaSocket reference, socket.connect
 */
export function connect(
  address: string,
  port: Port,
  locaddr?: string | undefined,
  locport: Port = 0,
  family: FamilyName = "unspec",
): Result<TcpClient> {
  const route = {
    host: textArgument(address, 1, "connect"),
    port: portArgument(port, 2, "connect"),
    localHost: locaddr === undefined ? undefined : textArgument(locaddr, 3, "connect"),
    localPort: portArgument(locport, 4, "connect"),
    family: familyArgument(family),
  };
  return result(settle(connectingBy(route, bufferBlocks)).take());
}

/** As `connect`, over IPv4 only. */
export function connect4(address: string, port: Port, locaddr?: string, locport?: Port): Result<TcpClient> {
  return connect(address, port, locaddr, locport, "inet");
}

/** As `connect`, over IPv6 only. */
export function connect6(address: string, port: Port, locaddr?: string, locport?: Port): Result<TcpClient> {
  return connect(address, port, locaddr, locport, "inet6");
}

/**
 * Makes a server: binds with `reuseaddr` to the first address of a host that can be had, and listens.
 *
 * @param host     a name or an address; `"*"` is all of IPv4, `"::"` all of IPv6
 * @param port     0 to 65535, or the name of a service; for 0 the system chooses, `getsockname` tells
 * @param backlog  how many connections may wait to be accepted; 32 by default
 * @returns `[server]`, or `[undefined, reason]`
 * @throws TypeError for arguments of the wrong type
 * @see LuaSocket reference, socket.bind
 */
export function bind(host: string, port: Port, backlog: number = DEFAULT_BACKLOG): Result<TcpServer> {
  const name = textArgument(host, 1, "bind");
  const service = portArgument(port, 2, "bind");
  return result(listenOn(name, service, numberArgument(backlog, 3, "bind"), bufferBlocks));
}

function object(socket: TcpSocket): TcpObject {
  return new TcpObject(socket, DEFAULT_ENCODING);
}

function open(family: number): Result<TcpObject> {
  const socket = new TcpSocket(bufferBlocks);
  const failure = socket.open(family);
  if (failure !== undefined) return [undefined, failure];
  socket.family = family;
  return [object(socket)];
}

function result(made: TcpSocket | Failure): Result<TcpObject> {
  return typeof made === "string" ? [undefined, made] : [object(made)];
}

function familyArgument(name: unknown): number {
  const text = textArgument(name, 5, "connect");
  const family = familyNamed(text);
  if (family === undefined) throw badArgument(5, "connect", invalidOption(text));
  return family;
}
