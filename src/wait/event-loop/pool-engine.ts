// Readiness by one epoll_wait at a time on a thread of Node's pool: for workers, where an open handle of libuv
// would end the process, and for runtimes without libuv.

import { EpollEngine } from "./epoll-engine.ts";
import type { Wait } from "./watch.ts";

/** How long the end of a worker may have to wait for the thread of the pool, in milliseconds. */
const MAX_WAIT_MS = 200;
/** How often one looks while all who wait let the process end; a thread of the pool would not. */
const LOOK_EVERY = 20;

export class PoolEngine extends EpollEngine {
  /** How many wait, and keep the process alive or do not. */
  private refs = 0;
  private idling = 0;
  private isWaiting = false;
  private polling: NodeJS.Timeout | undefined;

  constructor() {
    super();
    // The end of a worker is not the end of the process.
    process.once("exit", () => this.epoll.close());
  }

  override begin({ keepsAlive }: Wait): void {
    if (keepsAlive) this.refs++;
    else this.idling++;
  }

  override end({ keepsAlive }: Wait): void {
    if (keepsAlive) this.refs--;
    else this.idling--;
    // Not kept up by the wait of nobody.
    if (keepsAlive && this.refs === 0) this.epoll.interrupt();
  }

  /** Has the thread of the pool wait, if somebody does. */
  override run(): void {
    if (this.isWaiting) return;
    if (this.refs > 0) {
      this.isWaiting = true;
      this.epoll.wait(MAX_WAIT_MS, () => {
        this.isWaiting = false;
        this.run();
      });
    } else if (this.idling > 0 && this.polling === undefined) {
      this.polling = setTimeout(() => {
        this.polling = undefined;
        if (!this.isWaiting) this.epoll.dispatch();
        this.run();
      }, LOOK_EVERY).unref();
    }
  }
}
