// Readiness by one poll(2) at a time on a thread of Node's pool: for systems without epoll. Each new wait restarts the
// poll over all awaited descriptors, so it suits hundreds of them, not thousands.

import { type Need, READABLE } from "../../net/operation.ts";
import { BackgroundPoll } from "../../os/readiness/background-poll.ts";
import { PollSet } from "../../os/readiness/poll.ts";
import { Waker } from "../../os/socket/waker.ts";
import { type Engine, type Wait, Watch } from "./watch.ts";

/** Maximum time, in seconds, that the end of a worker waits for the pool thread. */
const MAX_WAIT_SECONDS = 0.2;
/**
 * Milliseconds between polls while no wait keeps the process alive. A poll on a pool thread would keep it alive.
 */
const UNREF_POLL_INTERVAL_MS = 20;

export class PollEngine implements Engine {
  private readonly poll = new BackgroundPoll();
  private readonly set = new PollSet();
  /** Interrupts a running poll. */
  private readonly waker = new Waker();
  /** The watches with at least one wait. */
  private readonly waiting = new Set<PollWatch>();
  /** Number of waits that keep the process alive. */
  private refs = 0;
  private state: "idle" | "about to" | "polling" = "idle";
  private polling: NodeJS.Timeout | undefined;

  constructor() {
    // The process may outlive a worker; but a pool thread may still be polling the descriptor.
    process.once("exit", () => {
      if (this.state !== "polling") this.waker.close();
    });
  }

  open(fd: number): Watch {
    return new PollWatch(this, fd);
  }

  begin(watch: PollWatch, { keepsAlive }: Wait): void {
    if (keepsAlive) this.refs++;
    this.waiting.add(watch);
    this.run();
  }

  end(watch: PollWatch, { keepsAlive }: Wait): void {
    if (watch.wanted === 0) this.waiting.delete(watch);
    if (!keepsAlive) return;
    this.refs--;
    // A poll without waits must not keep the process alive.
    if (this.refs === 0) this.interrupt();
  }

  /** Interrupts the poll. A poll on a closed descriptor would keep its connection open. */
  interrupt(): void {
    if (this.state === "polling") this.waker.wake();
  }

  /** Schedules a poll over all waits, one for all that begin in this turn of the loop. */
  private run(): void {
    this.interrupt();
    if (this.state !== "idle") return;
    if (this.refs > 0) {
      this.state = "about to";
      setImmediate(() => this.start());
    } else if (this.waiting.size > 0 && this.polling === undefined) {
      this.polling = setTimeout(() => {
        this.polling = undefined;
        if (this.state === "idle") this.pollAll();
        this.run();
      }, UNREF_POLL_INTERVAL_MS).unref();
    }
  }

  private start(): void {
    this.state = "idle";
    if (this.refs === 0) {
      this.run();
      return;
    }
    const watches = [...this.waiting];
    const fds = [this.waker.fd, ...watches.map(({ fd }) => fd)];
    const needs = [READABLE, ...watches.map(({ wanted }) => wanted)];
    this.state = "polling";
    this.poll.wait(fds, needs, MAX_WAIT_SECONDS, (hasReady) => {
      this.state = "idle";
      if (hasReady) {
        if (this.poll.readiness(0) !== 0) this.waker.drain();
        notify(watches, (index) => this.poll.readiness(index + 1));
      }
      this.run();
    });
  }

  private pollAll(): void {
    const watches = [...this.waiting];
    const fds = watches.map(({ fd }) => fd);
    const needs = watches.map(({ wanted }) => wanted);
    if (this.set.wait(fds, needs, 0) > 0) notify(watches, (index) => this.set.readiness(index));
  }
}

function notify(watches: readonly PollWatch[], readiness: (index: number) => Need): void {
  for (const [index, watch] of watches.entries()) {
    const ready = readiness(index);
    if (ready !== 0 && watch.isOpen) watch.ready(ready);
  }
}

/** poll(2) is level-triggered, so no event has to be remembered. */
class PollWatch extends Watch {
  readonly fd: number;
  private readonly engine: PollEngine;

  constructor(engine: PollEngine, fd: number) {
    super();
    this.engine = engine;
    this.fd = fd;
  }

  ready(readiness: Need): void {
    // poll(2) reports POLLHUP and POLLNVAL unasked: wake all waits, whose next attempt finds the cause.
    if (this.wake(readiness) === 0) this.wake(this.wanted);
  }

  protected override begin(wait: Wait): void {
    this.engine.begin(this, wait);
  }

  protected override end(wait: Wait): void {
    this.engine.end(this, wait);
  }

  protected override unwatch(): void {
    this.engine.interrupt();
  }
}
