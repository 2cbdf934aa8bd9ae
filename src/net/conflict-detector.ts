// At most one waiting call per direction of a socket.

/** Held by a call that waits while other code runs. Calls that block the thread hold none: nothing can interleave. */
export class ConflictDetector {
  private isHeld = false;
  private readonly message: string;

  /** @param message  text of the error that a second call throws */
  constructor(message: string) {
    this.message = message;
  }

  /** True while a call holds it. */
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
