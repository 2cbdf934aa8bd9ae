// Readiness by libuv's own polling: for the main thread of Node.
//
// Starting and stopping a handle costs system calls, so a handle stays started while somebody may wait again:
// it is stopped when an event comes that nobody waits for.

import type { Need } from "../../net/operation.js";
import { type ReadinessListener, UvPoll } from "../../os/uv-poll.js";
import type { Wait } from "./wait.js";
import { type Engine, Watch } from "./watch.js";

/** As long as a timer can be. */
const LONGEST_INTERVAL = 0x7fffffff;

/** Keeps the process alive while somebody waits: the handles themselves do not, as they stay started. */
class KeepAlive {
  private readonly timer = setInterval(() => {}, LONGEST_INTERVAL).unref();
  private count = 0;

  begin(wait: Wait): void {
    if (wait.keepsAlive && this.count++ === 0) this.timer.ref();
  }

  end(wait: Wait): void {
    if (wait.keepsAlive && --this.count === 0) this.timer.unref();
  }
}

class UvWatch extends Watch implements ReadinessListener {
  private readonly keepAlive: KeepAlive;
  private readonly poll: UvPoll | undefined;
  readonly errno: number;

  constructor(fd: number, keepAlive: KeepAlive) {
    super();
    this.keepAlive = keepAlive;
    const poll = UvPoll.open(fd, this);
    this.poll = typeof poll === "number" ? undefined : poll;
    this.errno = typeof poll === "number" ? poll : 0;
  }

  ready(readiness: Need): void {
    const wanted = this.wake(readiness);
    const { poll } = this;
    if (poll !== undefined && (readiness & poll.armed & ~wanted) !== 0)
      poll.arm(this.needs | (wanted & poll.armed));
  }

  protected override begin(wait: Wait): void {
    this.keepAlive.begin(wait);
    const { poll } = this;
    if (poll !== undefined && (wait.need & ~poll.armed) !== 0) poll.arm(this.needs);
  }

  protected override end(wait: Wait): void {
    this.keepAlive.end(wait);
  }

  protected override stop(): void {
    this.poll?.close();
  }
}

export class UvEngine implements Engine {
  private readonly keepAlive = new KeepAlive();

  open(fd: number): Watch | number {
    const watch = new UvWatch(fd, this.keepAlive);
    return watch.errno < 0 ? watch.errno : watch;
  }
}
