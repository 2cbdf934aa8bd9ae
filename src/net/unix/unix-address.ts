// Names of unix-domain sockets: how they are bound, and what they are called.

import { platform } from "../../os/platform.js";
import type { Sockaddr } from "../../os/sockaddr.js";
import { bind, localAddress, openSocket } from "../../os/socket.js";
import { packUnixAddress, pathOf } from "../../os/unix-address.js";
import { errorText, type Failure, PATH_TOO_LONG } from "../error-text.js";
import type { Socket } from "../socket.js";

/** Makes the descriptor of a new unix-domain socket. */
export function openUnix(socket: Socket, type: number): Failure | undefined {
  const isBlocking = socket.opensBlocking;
  const fd = openSocket(platform.AF_UNIX, type, isBlocking);
  if (fd < 0) return errorText(-fd);
  socket.descriptor.own(fd, isBlocking);
  return undefined;
}

/** The packed address of a path, or of an abstract name, which begins with NUL. */
export function unixAddress(path: Uint8Array): Sockaddr | Failure {
  return packUnixAddress(path) ?? PATH_TOO_LONG;
}

/** Binds to a path. A failure closes the socket, unlike one of TCP (unixstream.c). */
export function bindUnix(socket: Socket, path: Uint8Array): Failure | undefined {
  const address = unixAddress(path);
  if (typeof address === "string") return address;
  const result = bind(socket.fd, address);
  if (result === 0) return undefined;
  socket.close();
  return errorText(-result);
}

/** The path or abstract name of a socket, empty if it has none. */
export function unixName(socket: Socket): Buffer | Failure {
  const address = localAddress(socket.fd);
  return typeof address === "number" ? errorText(-address) : pathOf(address);
}

/** The path that packed bytes of an address are. */
export { pathOf as pathOfAddress };
