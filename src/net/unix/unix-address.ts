// Addresses of unix-domain sockets.

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { packUnixAddress, pathOf } from "../../os/address/unix-address.ts";
import { platform } from "../../os/platform/platform.ts";
import { bind, localAddress, openSocket } from "../../os/socket/socket.ts";
import type { LastLink } from "../../policy/path-access.ts";
import { errorText, type Failure, PATH_TOO_LONG, PERMISSION_DENIED } from "../error-text.ts";
import type { Socket } from "../socket.ts";

/** Opens the descriptor of a new unix-domain socket. */
export function openUnix(socket: Socket, type: number): Failure | undefined {
  const isBlocking = socket.opensBlocking;
  const fd = openSocket(platform.AF_UNIX, type, isBlocking);
  if (fd < 0) return errorText(-fd);
  socket.descriptor.own(fd, isBlocking);
  return undefined;
}

/** The packed address of a peer, given its path, or its abstract name, which begins with NUL. */
export function unixAddress(socket: Socket, path: Uint8Array): Sockaddr | Failure {
  return permittedAddress(socket, path, "followed");
}

function permittedAddress(socket: Socket, path: Uint8Array, lastLink: LastLink): Sockaddr | Failure {
  const { gate } = socket.context;
  const permitted = gate === undefined ? path : gate.unixPath(path, lastLink);
  if (permitted === undefined) return PERMISSION_DENIED;
  return packUnixAddress(permitted) ?? PATH_TOO_LONG;
}

/** Binds to a path. Failure closes the socket, unlike with TCP (unixstream.c). */
export function bindUnix(socket: Socket, path: Uint8Array): Failure | undefined {
  // A symbolic link at the socket's path is not followed: the path is then in use (bind(2)).
  const address = permittedAddress(socket, path, "kept");
  if (typeof address === "string") return address;
  const result = bind(socket.fd, address);
  if (result === 0) return undefined;
  socket.close();
  return errorText(-result);
}

/** The path or abstract name of a socket, empty if unnamed. */
export function unixName(socket: Socket): Buffer | Failure {
  const address = localAddress(socket.fd);
  return typeof address === "number" ? errorText(-address) : pathOf(address);
}

/** The path in a packed address. */
export { pathOf as pathOfAddress };
