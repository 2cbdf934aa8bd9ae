// What every socket has, whatever it is for.

import { Descriptor } from "../os/socket/descriptor.ts";
import { ConflictDetector } from "./conflict-detector.ts";
import { type Failure, PERMISSION_DENIED } from "./error-text.ts";
import type { Waiter } from "./operation.ts";
import type { DatagramKind, Role, StreamKind } from "./roles.ts";
import type { SocketContext } from "./socket-context.ts";
import { Timeout } from "./timeout.ts";

export abstract class Socket implements Waiter {
  /** What the socket is for: `tcp`, `udp`, `unixstream`, `unixdgram`. */
  abstract readonly kind: StreamKind | DatagramKind;
  /** What it is at the moment. */
  abstract readonly role: Role;
  readonly context: SocketContext;
  readonly descriptor: Descriptor = new Descriptor();
  readonly timeout: Timeout;
  readonly receiveConflicts: ConflictDetector = new ConflictDetector(
    "another receive of this socket is waiting",
  );
  /** Of connect, too. */
  readonly sendConflicts: ConflictDetector = new ConflictDetector(
    "another send or connect of this socket is waiting",
  );

  /**
   * The system confirms once that it has connected a non-blocking descriptor, before it says that it is connected
   * already (connect(2)). Where a call has waited within the system, that is still to be done.
   */
  confirmsConnect = false;

  constructor(context: SocketContext) {
    this.context = context;
    this.timeout = new Timeout(context.dialect.blockLimitPerWait);
  }

  /** LuaSocket's class of the object, `tcp{client}` for example. */
  abstract readonly className: string;

  get fd(): number {
    return this.descriptor.fd;
  }

  get conflicts(): ConflictDetector {
    return this.sendConflicts;
  }

  /** Whether a system call is to hold the thread until it is done: then nothing has to be waited for. */
  get mayBlockInKernel(): boolean {
    return this.descriptor.isBlocking && this.timeout.waitsForEver;
  }

  /** Whether a new descriptor is to be a blocking one. */
  get opensBlocking(): boolean {
    return this.context.blocksInKernel && this.timeout.waitsForEver;
  }

  /** Whether a call waits while others run. */
  get isBusy(): boolean {
    return this.receiveConflicts.isBusy || this.sendConflicts.isBusy;
  }

  get isOpen(): boolean {
    return this.descriptor.isOpen;
  }

  waitLimit(): number {
    return this.timeout.waitLimit();
  }

  /** Who never waits for a peer must yet wait for the resolver, or could never connect by name. */
  workLimit(): number {
    return this.timeout.neverWaits ? -1 : this.timeout.waitLimit();
  }

  /** Whether received bytes wait to be asked for; select then answers at once. */
  abstract readonly isDirty: boolean;

  /** Has it stand for another descriptor, or for none (-1); the one before is left to somebody else. */
  setDescriptor(fd: number): Failure | undefined {
    const { gate } = this.context;
    // What a descriptor stands for, nobody has looked at.
    if (fd >= 0 && gate !== undefined && !gate.permitsDescriptors) return PERMISSION_DENIED;
    this.descriptor.replace(fd);
    return undefined;
  }

  /** Closes the descriptor. Bytes that were received before can still be asked for. */
  close(): void {
    this.descriptor.close();
  }

  /** Closes the descriptor and forgets what was received: nobody can ask for it any more. */
  abstract discard(): void;
}
