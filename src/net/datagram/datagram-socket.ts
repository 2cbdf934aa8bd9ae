// Common to all datagram sockets, whatever the protocol.

import { classNamed, type DatagramClass, type DatagramKind, type DatagramRole } from "../roles.ts";
import { Socket } from "../socket.ts";
import type { SocketContext } from "../socket-context.ts";
import { ReceiveDatagram } from "./receive-datagram.ts";
import { SendDatagram } from "./send-datagram.ts";

export abstract class DatagramSocket<Kind extends DatagramKind = DatagramKind> extends Socket {
  override readonly kind: Kind;
  override role: DatagramRole = "unconnected";
  readonly receiving: ReceiveDatagram;
  readonly sending: SendDatagram;

  constructor(kind: Kind, context: SocketContext) {
    super(context);
    this.kind = kind;
    this.receiving = new ReceiveDatagram(this);
    this.sending = new SendDatagram(this);
  }

  override get className(): DatagramClass<Kind> {
    return classNamed(this.kind, this.role);
  }

  /** Datagrams are not buffered, except one whose conversion to a string failed: the next receive returns it. */
  override get isDirty(): boolean {
    return this.receiving.hasDatagram;
  }

  override discard(): void {
    this.close();
    this.receiving.release();
  }
}
