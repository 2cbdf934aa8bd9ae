// Common to all sockets.

import { Descriptor } from "../os/socket/descriptor.ts";
import { ConflictDetector } from "./conflict-detector.ts";
import { type Failure, PERMISSION_DENIED } from "./error-text.ts";
import type { Waiter } from "./operation.ts";
import type { DatagramKind, Role, StreamKind } from "./roles.ts";
import type { SocketContext } from "./socket-context.ts";
import { Timeout } from "./timeout.ts";

export abstract class Socket implements Waiter {
  /** `tcp`, `udp`, `unixstream` or `unixdgram`. */
  abstract readonly kind: StreamKind | DatagramKind;
  /** The current role. */
  abstract readonly role: Role;
  readonly context: SocketContext;
  readonly descriptor: Descriptor = new Descriptor();
  readonly timeout: Timeout;
  readonly receiveConflicts: ConflictDetector = new ConflictDetector(
    "another receive of this socket is waiting",
  );
  /** Also held by connect. */
  readonly sendConflicts: ConflictDetector = new ConflictDetector(
    "another send or connect of this socket is waiting",
  );

  /**
   * True if the next connect has to confirm success. The kernel reports a finished connection of a non-blocking
   * descriptor once, then EISCONN (connect(2)). After a call that blocked in the kernel that report is still pending.
   */
  confirmsConnect = false;

  constructor(context: SocketContext) {
    this.context = context;
    this.timeout = new Timeout(context.dialect.blockLimitPerWait);
  }

  /** LuaSocket's class of the object, for example `tcp{client}`. */
  abstract readonly className: string;

  get fd(): number {
    return this.descriptor.fd;
  }

  get conflicts(): ConflictDetector {
    return this.sendConflicts;
  }

  /** True if calls may block inside the kernel (blocking fd, no timeout), so no poll is needed. */
  get mayBlockInKernel(): boolean {
    return this.descriptor.isBlocking && this.timeout.waitsForEver;
  }

  /** True if a new descriptor should be a blocking one. */
  get opensBlocking(): boolean {
    return this.context.blocksInKernel && this.timeout.waitsForEver;
  }

  /** True if a call waits while other code runs. */
  get isBusy(): boolean {
    return this.receiveConflicts.isBusy || this.sendConflicts.isBusy;
  }

  get isOpen(): boolean {
    return this.descriptor.isOpen;
  }

  waitLimit(): number {
    return this.timeout.waitLimit();
  }

  /** Maximum wait for the resolver. A call that never waits for a peer still does: it could not connect by name. */
  workLimit(): number {
    return this.timeout.neverWaits ? -1 : this.timeout.waitLimit();
  }

  /** True if there are received, unread bytes; select then returns at once. */
  abstract readonly isDirty: boolean;

  /** Replaces the descriptor, or removes it (-1). The previous one stays open and is the caller's. */
  setDescriptor(fd: number): Failure | undefined {
    const { gate } = this.context;
    // The gate has not checked the addresses of a foreign descriptor.
    if (fd >= 0 && gate !== undefined && !gate.permitsDescriptors) return PERMISSION_DENIED;
    this.descriptor.replace(fd);
    return undefined;
  }

  /** Closes the descriptor. Bytes that were received before can still be read. */
  close(): void {
    this.descriptor.close();
  }

  /** Closes the descriptor and discards unread bytes, when no caller can read them any more. */
  abstract discard(): void;
}
