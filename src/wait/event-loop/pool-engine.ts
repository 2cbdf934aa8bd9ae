// Readiness by one epoll_wait at a time on a thread of Node's pool: for workers, where an open handle of libuv
// would end the process, and for runtimes without libuv.

import { EpollEngine } from "./epoll-engine.ts";
import type { Wait } from "./watch.ts";

/** Maximum time, in milliseconds, that the end of a worker waits for the pool thread. */
const MAX_WAIT_MS = 200;
/**
 * Milliseconds between polls while no wait keeps the process alive. A poll on a pool thread would keep it alive.
 */
const UNREF_POLL_INTERVAL_MS = 20;

export class PoolEngine extends EpollEngine {
  /** Number of waits that keep the process alive. */
  private refs = 0;
  /** Number of waits that do not. */
  private unrefs = 0;
  private isWaiting = false;
  private polling: NodeJS.Timeout | undefined;

  constructor() {
    super();
    // The process may outlive a worker, so the worker closes its set.
    process.once("exit", () => this.epoll.close());
  }

  override begin({ keepsAlive }: Wait): void {
    if (keepsAlive) this.refs++;
    else this.unrefs++;
  }

  override end({ keepsAlive }: Wait): void {
    if (keepsAlive) this.refs--;
    else this.unrefs--;
    // A poll without waits must not keep the process alive.
    if (keepsAlive && this.refs === 0) this.epoll.interrupt();
  }

  /** Starts a poll on a pool thread while waits exist. */
  override run(): void {
    if (this.isWaiting) return;
    if (this.refs > 0) {
      this.isWaiting = true;
      this.epoll.wait(MAX_WAIT_MS, () => {
        this.isWaiting = false;
        this.run();
      });
    } else if (this.unrefs > 0 && this.polling === undefined) {
      this.polling = setTimeout(() => {
        this.polling = undefined;
        if (!this.isWaiting) this.epoll.dispatch();
        this.run();
      }, UNREF_POLL_INTERVAL_MS).unref();
    }
  }
}
