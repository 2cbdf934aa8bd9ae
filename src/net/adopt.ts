// Objects for existing descriptors: inherited, or from another library.

import { EAFNOSUPPORT, EPROTONOSUPPORT } from "../os/errno.ts";
import { platform } from "../os/platform/platform.ts";
import { setOwnFlags } from "../os/socket/descriptor-flags.ts";
import { describeSocket, type SocketInfo } from "../os/socket/socket-info.ts";
import { errorText, type Failure, PERMISSION_DENIED } from "./error-text.ts";
import { INET, INET6 } from "./inet/family.ts";
import { DATAGRAM, STREAM } from "./inet/permitted-addresses.ts";
import type { StreamRole } from "./roles.ts";
import type { SocketContext } from "./socket-context.ts";
import { TcpSocket } from "./tcp/tcp-socket.ts";
import { UdpSocket } from "./udp/udp-socket.ts";
import { UnixDatagram } from "./unix/unix-datagram.ts";
import { UnixStream } from "./unix/unix-stream.ts";

/** Every kind of socket. */
export type AnySocket = TcpSocket | UdpSocket | UnixStream | UnixDatagram;

/** Makes a socket object for a descriptor. Returns it, or the failure, in which case the descriptor is unchanged. */
export function adoptDescriptor(fd: number, context: SocketContext): AnySocket | Failure {
  if (context.gate?.permitsDescriptors === false) return PERMISSION_DENIED;
  const info = describeSocket(fd);
  if (typeof info === "number") return errorText(-info);
  const socket = socketOf(info, context);
  if (typeof socket === "string") return socket;
  const result = setOwnFlags(fd);
  if (result < 0) return errorText(-result);
  socket.descriptor.own(fd, false);
  return socket;
}

/** A socket object without its descriptor, or the failure for an unsupported kind. */
function socketOf(info: SocketInfo, context: SocketContext): AnySocket | Failure {
  const { family, type, protocol } = info;
  if (family === platform.AF_UNIX && type === STREAM) {
    return inRole(new UnixStream(context), streamRole(info));
  }
  if (family === platform.AF_UNIX && type === DATAGRAM) {
    return inRole(new UnixDatagram(context), datagramRole(info));
  }
  if (family === platform.AF_UNIX) return errorText(EPROTONOSUPPORT);
  if (family !== INET && family !== INET6) return errorText(EAFNOSUPPORT);
  if (protocol === platform.IPPROTO_TCP || protocol === platform.IPPROTO_MPTCP) {
    return ofFamily(inRole(new TcpSocket(context), streamRole(info)), family);
  }
  if (protocol === platform.IPPROTO_UDP && type === DATAGRAM) {
    return ofFamily(inRole(new UdpSocket(context), datagramRole(info)), family);
  }
  return errorText(EPROTONOSUPPORT);
}

function streamRole({ isListening, hasPeer }: SocketInfo): StreamRole {
  if (isListening) return "server";
  return hasPeer ? "client" : "master";
}

function datagramRole({ hasPeer }: SocketInfo): "connected" | "unconnected" {
  return hasPeer ? "connected" : "unconnected";
}

function inRole<Role, Socket extends { role: Role }>(socket: Socket, role: Role): Socket {
  socket.role = role;
  return socket;
}

function ofFamily<Socket extends TcpSocket | UdpSocket>(socket: Socket, family: number): Socket {
  socket.inet.family = family;
  return socket;
}
