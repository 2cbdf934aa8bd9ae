// One call at a time for each direction of a socket.

/** Held by a call that waits while others run. Calls that block the thread hold nothing: no other call can interleave. */
export class ConflictDetector {
  private isHeld = false;
  private readonly message: string;

  /** @param message  of the error that a second call throws */
  constructor(message: string) {
    this.message = message;
  }

  /** Whether a call holds it. */
  get isBusy(): boolean {
    return this.isHeld;
  }

  acquire(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
  }

  /** @throws Error while another call waits */
  check(): void {
    if (this.isHeld) throw new Error(this.message);
  }
}
