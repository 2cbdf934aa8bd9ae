// Names of unix-domain sockets: how they are bound, and what they are called.

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { packUnixAddress, pathOf } from "../../os/address/unix-address.ts";
import { platform } from "../../os/platform/platform.ts";
import { bind, localAddress, openSocket } from "../../os/socket/socket.ts";
import type { LastLink } from "../../policy/path-access.ts";
import { errorText, type Failure, PATH_TOO_LONG, PERMISSION_DENIED } from "../error-text.ts";
import type { Socket } from "../socket.ts";

/** Makes the descriptor of a new unix-domain socket. */
export function openUnix(socket: Socket, type: number): Failure | undefined {
  const isBlocking = socket.opensBlocking;
  const fd = openSocket(platform.AF_UNIX, type, isBlocking);
  if (fd < 0) return errorText(-fd);
  socket.descriptor.own(fd, isBlocking);
  return undefined;
}

/** The packed address of the path of a peer, or of an abstract name, which begins with NUL. */
export function unixAddress(socket: Socket, path: Uint8Array): Sockaddr | Failure {
  return permittedAddress(socket, path, "followed");
}

function permittedAddress(socket: Socket, path: Uint8Array, lastLink: LastLink): Sockaddr | Failure {
  const { gate } = socket.context;
  const permitted = gate === undefined ? path : gate.unixPath(path, lastLink);
  if (permitted === undefined) return PERMISSION_DENIED;
  return packUnixAddress(permitted) ?? PATH_TOO_LONG;
}

/** Binds to a path. A failure closes the socket, unlike one of TCP (unixstream.c). */
export function bindUnix(socket: Socket, path: Uint8Array): Failure | undefined {
  // A link in the place of the socket's file is not followed: the path is in use then (bind(2)).
  const address = permittedAddress(socket, path, "kept");
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
