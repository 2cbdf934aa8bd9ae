// One call at a time for each direction of a socket.

/** Held by a call that waits while others run. Calls that block hold nothing: nobody could come between. */
export class Turn {
  isTaken = false;
  private readonly complaint: string;

  /** @param complaint  what a second call is told */
  constructor(complaint: string) {
    this.complaint = complaint;
  }

  /** @throws Error while another call waits */
  check(): void {
    if (this.isTaken) throw new Error(this.complaint);
  }
}
