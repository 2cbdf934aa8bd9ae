// Who owns a file descriptor, and that it is closed once.

import { close } from "./socket.js";

/** The largest number that a descriptor, a C int, can be. */
export const LARGEST_FD = 0x7fffffff;

/** Holds the descriptor of one socket, or none. What it holds, it closes; nobody else does. */
export class Descriptor {
  /** The number, -1 for none. Written by this class and by LuaSocket's setfd only. */
  fd = -1;

  get isOpen(): boolean {
    return this.fd >= 0;
  }

  /** Closes what it held and holds `fd` from now on. */
  own(fd: number): void {
    this.close();
    this.fd = fd;
  }

  close(): void {
    const { fd } = this;
    if (fd < 0) return;
    // Forgotten first: the kernel gives the number to the next socket at once.
    this.fd = -1;
    close(fd);
  }
}

/** What holds something of the system's that it can give back. */
export interface Holder {
  discard(): void;
}

const forgotten = new FinalizationRegistry((holder: Holder) => holder.discard());

/**
 * Has a holder give back what it holds when `owner` is collected, which the holder must not refer to. It
 * happens in a turn of the event loop, so a program that only blocks relies on close, or on its end.
 */
export function discardWhenCollected(owner: object, holder: Holder): void {
  forgotten.register(owner, holder);
}
