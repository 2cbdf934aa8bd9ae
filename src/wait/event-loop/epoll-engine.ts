// Readiness by one epoll_wait at a time on a thread of Node's pool: for workers, where an open handle of libuv
// would end the process, and for runtimes without libuv.

import type { Need } from "../../net/operation.js";
import { Epoll } from "../../os/epoll.js";
import type { Wait } from "./wait.js";
import { type Engine, Watch } from "./watch.js";

/** How long the end of a worker may have to wait for the thread of the pool, in milliseconds. */
const LONGEST_WAIT = 200;
/** How often one looks while all who wait let the process end; a thread of the pool would not. */
const LOOK_EVERY = 20;

export class EpollEngine implements Engine {
  private readonly watches = new Map<number, EpollWatch>();
  private readonly epoll: Epoll = new Epoll((fd, readiness) => this.watches.get(fd)?.ready(readiness));

  /** How many wait, and keep the process alive or do not. */
  private keeping = 0;
  private idling = 0;
  private isWaiting = false;
  private looking: NodeJS.Timeout | undefined;

  constructor() {
    // The end of a worker is not the end of the process.
    process.once("exit", () => this.epoll.close());
  }

  open(fd: number): Watch | number {
    const result = this.epoll.add(fd);
    if (result < 0) return result;
    const watch = new EpollWatch(this, fd);
    this.watches.set(fd, watch);
    return watch;
  }

  begin({ keepsAlive }: Wait): void {
    if (keepsAlive) this.keeping++;
    else this.idling++;
  }

  end({ keepsAlive }: Wait): void {
    if (keepsAlive) this.keeping--;
    else this.idling--;
    // Not kept up by the wait of nobody.
    if (keepsAlive && this.keeping === 0) this.epoll.interrupt();
  }

  close(fd: number): void {
    this.watches.delete(fd);
    this.epoll.remove(fd);
  }

  /** Has the thread of the pool wait, if somebody does. */
  run(): void {
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

/** Each event is told once: one that nobody waits for yet is remembered. */
class EpollWatch extends Watch {
  private readonly engine: EpollEngine;
  private readonly fd: number;
  private remembered: Need = 0;

  constructor(engine: EpollEngine, fd: number) {
    super();
    this.engine = engine;
    this.fd = fd;
  }

  ready(readiness: Need): void {
    this.remembered |= readiness;
    this.tell();
  }

  protected override begin(wait: Wait): void {
    this.engine.begin(wait);
    this.tell();
    this.engine.run();
  }

  protected override end(wait: Wait): void {
    this.engine.end(wait);
  }

  protected override stop(): void {
    this.engine.close(this.fd);
  }

  private tell(): void {
    if (this.remembered !== 0) this.remembered &= ~this.wake(this.remembered);
  }
}
