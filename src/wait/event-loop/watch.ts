// One descriptor, and all who wait for it.

import type { Need } from "../../net/operation.js";
import { soon } from "./ready-list.js";
import type { Wait } from "./wait.js";

/** What the engines have in common: each learns in its own way when the descriptor is ready. */
export abstract class Watch {
  /** Whether the descriptor is still the one that the watch was made for. */
  isOpen = true;
  private waits: Wait[] = [];

  /** What is waited for. */
  get needs(): Need {
    let needs = 0;
    for (const { need } of this.waits) needs |= need;
    return needs;
  }

  add(wait: Wait): void {
    this.waits.push(wait);
    this.begin(wait);
  }

  /** Somebody waits no longer. */
  remove(wait: Wait): void {
    const index = this.waits.indexOf(wait);
    if (index < 0) return;
    this.waits.splice(index, 1);
    this.end(wait);
  }

  /** The descriptor is about to be closed: stops looking, and tells those who wait. */
  close(): void {
    const { waits } = this;
    this.waits = [];
    this.isOpen = false;
    this.stop();
    for (const wait of waits) {
      this.end(wait);
      wait.closed();
    }
  }

  /** Lets those go on who wait for any of this readiness. Gives the part of it that somebody waited for. */
  protected wake(readiness: Need): Need {
    let wanted = 0;
    let kept = 0;
    for (const wait of this.waits) {
      if ((wait.need & readiness) === 0) {
        this.waits[kept++] = wait;
        continue;
      }
      wanted |= wait.need & readiness;
      this.end(wait);
      soon(wait);
    }
    this.waits.length = kept;
    return wanted;
  }

  protected abstract begin(wait: Wait): void;
  protected abstract end(wait: Wait): void;
  protected abstract stop(): void;
}

/** A way to learn when descriptors are ready, in turns of Node's event loop. */
export interface Engine {
  /** A watch for a descriptor that has none, or the negative errno of one that cannot be watched. */
  open(fd: number): Watch | number;
}
