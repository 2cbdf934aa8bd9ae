// Readiness by one epoll_wait at a time on a thread of Node's pool: for workers, where an open handle of libuv
// would end the process, and for runtimes without libuv.

import { EpollEngine } from "./epoll-engine.ts";
import type { Wait } from "./watch.ts";

/** How long the end of a worker may have to wait for the thread of the pool, in milliseconds. */
const LONGEST_WAIT = 200;
/** How often one looks while all who wait let the process end; a thread of the pool would not. */
const LOOK_EVERY = 20;

export class PoolEngine extends EpollEngine {
  /** How many wait, and keep the process alive or do not. */
  private keeping = 0;
  private idling = 0;
  private isWaiting = false;
  private looking: NodeJS.Timeout | undefined;

  constructor() {
    super();
    // The end of a worker is not the end of the process.
    process.once("exit", () => this.epoll.close());
  }

  override begin({ keepsAlive }: Wait): void {
    if (keepsAlive) this.keeping++;
    else this.idling++;
  }

  override end({ keepsAlive }: Wait): void {
    if (keepsAlive) this.keeping--;
    else this.idling--;
    // Not kept up by the wait of nobody.
    if (keepsAlive && this.keeping === 0) this.epoll.interrupt();
  }

  /** Has the thread of the pool wait, if somebody does. */
  override run(): void {
    if (this.isWaiting) return;
    if (this.keeping > 0) {
      this.isWaiting = true;
      this.epoll.wait(LONGEST_WAIT, () => {
        this.isWaiting = false;
        this.run();
      });
    } else if (this.idling > 0 && this.looking === undefined) {
      this.looking = setTimeout(() => {
        this.looking = undefined;
        if (!this.isWaiting) this.epoll.look();
        this.run();
      }, LOOK_EVERY).unref();
    }
  }
}
