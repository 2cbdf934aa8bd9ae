// Readiness by an epoll set of our own: a descriptor costs a system call at its first wait, and none at later waits.
// The engines differ in how they learn that the set has events.

import type { Need } from "../../net/operation.ts";
import { Epoll } from "../../os/readiness/epoll.ts";
import { type Engine, type Wait, Watch } from "./watch.ts";

export abstract class EpollEngine implements Engine {
  protected readonly epoll: Epoll = new Epoll((fd, readiness) => this.watches[fd]?.ready(readiness));
  /** Indexed by fd: the kernel allocates the smallest free numbers, so the array stays dense. */
  private readonly watches: (EpollWatch | undefined)[] = [];

  open(fd: number): Watch | number {
    const result = this.epoll.add(fd);
    if (result < 0) return result;
    const watch = new EpollWatch(this, fd);
    this.watches[fd] = watch;
    return watch;
  }

  close(fd: number): void {
    this.watches[fd] = undefined;
    this.epoll.remove(fd);
  }

  /** Counts a wait that begins. */
  abstract begin(wait: Wait): void;
  /** Discounts a wait that has ended. */
  abstract end(wait: Wait): void;
  /** Ensures that the set is polled while waits exist. */
  abstract run(): void;
}

/** The set is edge-triggered: an event without a wait for it is remembered. */
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
    this.notify();
  }

  protected override begin(wait: Wait): void {
    this.engine.begin(wait);
    this.notify();
    this.engine.run();
  }

  protected override end(wait: Wait): void {
    this.engine.end(wait);
  }

  protected override unwatch(): void {
    this.engine.close(this.fd);
  }

  private notify(): void {
    if (this.remembered !== 0) this.remembered &= ~this.wake(this.remembered);
  }
}
