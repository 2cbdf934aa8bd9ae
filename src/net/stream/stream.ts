// Common to all byte streams, whatever the protocol.

import { EPROTONOSUPPORT } from "../../os/errno.ts";
import { platform } from "../../os/platform/platform.ts";
import { listen } from "../../os/socket/socket.ts";
import { describeSocket } from "../../os/socket/socket-info.ts";
import { errorText, type Failure } from "../error-text.ts";
import type { ReceiveLimits } from "../receive-limits.ts";
import { classNamed, type StreamClass, type StreamKind, type StreamRole } from "../roles.ts";
import { Socket } from "../socket.ts";
import type { SocketContext } from "../socket-context.ts";
import { InputBuffer } from "./input-buffer.ts";
import { Receive } from "./receive.ts";
import { Send } from "./send.ts";
import { Stats } from "./stats.ts";

/** LuaSocket's default backlog. */
export const DEFAULT_BACKLOG = 32;

export class Stream<Kind extends StreamKind = StreamKind> extends Socket {
  override readonly kind: Kind;
  override role: StreamRole = "master";
  readonly input: InputBuffer;
  readonly stats: Stats;
  readonly receiving: Receive;
  readonly sending: Send;
  /** Limits of one receive. Accepted clients inherit the server's. */
  limits: ReceiveLimits;
  /** Number of accepts of a server that wait while other code runs. */
  waitingAccepts = 0;

  constructor(kind: Kind, context: SocketContext) {
    super(context);
    this.kind = kind;
    this.limits = context.limits;
    this.input = new InputBuffer(context.buffers);
    this.stats = new Stats(this.input);
    this.receiving = new Receive(this);
    this.sending = new Send(this);
  }

  override get className(): StreamClass<Kind> {
    return classNamed(this.kind, this.role);
  }

  override get isDirty(): boolean {
    return this.input.length > 0;
  }

  override discard(): void {
    this.close();
    this.input.release();
  }

  /** Turns a bound master into a server. The backlog is passed to the kernel unchanged. */
  listen(backlog: number): Failure | undefined {
    const result = listen(this.fd, backlog | 0);
    if (result < 0) return errorText(-result);
    this.role = "server";
    return undefined;
  }

  /**
   * Transfers the descriptor and the received, unread bytes to `take`; the stream is closed then. If `take` throws, the
   * stream is unchanged.
   *
   * @throws Error while a call waits, or if the descriptor is not a stream socket
   */
  handOver<Taken>(take: (fd: number, received: Buffer) => Taken): Taken {
    this.receiveConflicts.check();
    this.sendConflicts.check();
    if (this.waitingAccepts > 0) throw new Error("an accept of this server is waiting");
    const { descriptor, input } = this;
    const { fd } = descriptor;
    // setfd may have set any descriptor. Node silently mishandles those it cannot use.
    const info = describeSocket(fd);
    if (typeof info === "number") throw new Error(errorText(-info));
    if (info.type !== platform.SOCK_STREAM) throw new Error(errorText(EPROTONOSUPPORT));
    // Release first, so that no engine watches it any more: an event loop accepts a descriptor once.
    descriptor.release();
    try {
      const taken = take(fd, input.copy());
      input.release();
      return taken;
    } catch (error) {
      // Node may already have made it non-blocking.
      descriptor.replace(fd);
      throw error;
    }
  }
}
