// Readiness by one poll(2) at a time on a thread of Node's pool: for systems without epoll. Each wait has the poll
// begin anew over all descriptors that somebody waits for, so it suits hundreds of them rather than thousands.

import { type Need, READABLE } from "../../net/operation.ts";
import { BackgroundPoll } from "../../os/readiness/background-poll.ts";
import { PollSet } from "../../os/readiness/poll.ts";
import { Waker } from "../../os/socket/waker.ts";
import { type Engine, type Wait, Watch } from "./watch.ts";

/** How long the end of a worker may have to wait for the thread of the pool, in seconds. */
const MAX_WAIT_SECONDS = 0.2;
/** How often one looks while all who wait let the process end, in milliseconds; a thread of the pool would not. */
const LOOK_EVERY = 20;

export class PollEngine implements Engine {
  private readonly poll = new BackgroundPoll();
  private readonly set = new PollSet();
  /** Ends a poll that is under way. */
  private readonly bell = new Waker();
  /** Those for which somebody waits. */
  private readonly waiting = new Set<PollWatch>();
  /** How many waits keep the process alive. */
  private refs = 0;
  private state: "idle" | "about to" | "polling" = "idle";
  private polling: NodeJS.Timeout | undefined;

  constructor() {
    // The end of a worker is not the end of the process; but a thread may still be waiting with the descriptor.
    process.once("exit", () => {
      if (this.state !== "polling") this.bell.close();
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
    // The process is not kept up by a wait of nobody.
    if (this.refs === 0) this.interrupt();
  }

  /** The thread may not go on with a descriptor that is closed: its connection would stay. */
  interrupt(): void {
    if (this.state === "polling") this.bell.wake();
  }

  /** Has a poll look for all that is waited for now, once for all who begin in this turn. */
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
      }, LOOK_EVERY).unref();
    }
  }

  private start(): void {
    this.state = "idle";
    if (this.refs === 0) {
      this.run();
      return;
    }
    const watches = [...this.waiting];
    const fds = [this.bell.fd, ...watches.map(({ fd }) => fd)];
    const needs = [READABLE, ...watches.map(({ wanted }) => wanted)];
    this.state = "polling";
    this.poll.wait(fds, needs, MAX_WAIT_SECONDS, (hasReady) => {
      this.state = "idle";
      if (hasReady) {
        if (this.poll.readiness(0) !== 0) this.bell.drain();
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

/** What poll(2) tells it tells again while it holds, so nothing need be remembered. */
class PollWatch extends Watch {
  readonly fd: number;
  private readonly engine: PollEngine;

  constructor(engine: PollEngine, fd: number) {
    super();
    this.engine = engine;
    this.fd = fd;
  }

  ready(readiness: Need): void {
    // A hang-up, or that it is not open, is told without being asked for: whoever waits finds out by trying.
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
