// Readiness by an epoll set of our own: a descriptor costs a system call when it is first waited for, and none for
// any wait after that. What the engines differ in is how they learn that the set has something to tell.

import type { Need } from "../../net/operation.ts";
import { Epoll } from "../../os/readiness/epoll.ts";
import { type Engine, type Wait, Watch } from "./watch.ts";

export abstract class EpollEngine implements Engine {
  protected readonly epoll: Epoll = new Epoll((fd, readiness) => this.watches[fd]?.ready(readiness));
  /** By descriptor: the kernel gives the smallest numbers that are free. */
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

  /** Somebody waits, or does no longer. */
  abstract begin(wait: Wait): void;
  abstract end(wait: Wait): void;
  /** Sees to it that the set is looked at if somebody waits. */
  abstract run(): void;
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
