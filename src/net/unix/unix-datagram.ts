// Unix-domain datagram sockets (unixdgram.c).

import type { Sockaddr } from "../../os/address/sockaddr.ts";
import { connect } from "../../os/socket/socket.ts";
import { DatagramSocket } from "../datagram/datagram-socket.ts";
import { CLOSED, errorText, type Failure } from "../error-text.ts";
import { DATAGRAM } from "../inet/permitted-addresses.ts";
import type { SocketContext } from "../socket-context.ts";
import { openUnix, pathOfAddress, unixAddress } from "./unix-address.ts";

export class UnixDatagram extends DatagramSocket<"unixdgram"> {
  constructor(context: SocketContext) {
    super("unixdgram", context);
  }

  /** Connects to a path, which never waits. Failure closes the socket. */
  connect(path: Uint8Array): Failure | undefined {
    const address = unixAddress(this, path);
    if (typeof address === "string") return address;
    if (this.fd < 0) return CLOSED;
    const result = connect(this.fd, address);
    if (result === 0) {
      this.role = "connected";
      return undefined;
    }
    this.close();
    return errorText(-result);
  }

  /** The packed address of a receiver. */
  addressOf(path: Uint8Array): Sockaddr | Failure {
    return unixAddress(this, path);
  }

  /** The sender's path of the last received datagram; empty for an unnamed sender. */
  get senderPath(): Buffer {
    return pathOfAddress(this.receiving.sender.sockaddr);
  }
}

export function unixDatagram(context: SocketContext): UnixDatagram | Failure {
  const socket = new UnixDatagram(context);
  return openUnix(socket, DATAGRAM) ?? socket;
}
