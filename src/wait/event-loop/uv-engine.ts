// Readiness told by libuv's own polling: for the main thread of Node.
//
// libuv looks at our epoll set, not at each descriptor. So what happens to many of them costs one callback from C,
// a watched descriptor has no memory of libuv's, and one that Node watches itself can be waited for, too.

import { whenReadable } from "../../os/readiness/uv-poll.ts";
import { MAX_TIMER_MS } from "../timer.ts";
import { EpollEngine } from "./epoll-engine.ts";
import type { Wait } from "./watch.ts";

export class UvEngine extends EpollEngine {
  /** Keeps the process alive while somebody waits: the handle itself does not, as it stays started. */
  private readonly keepAlive = setInterval(() => {}, MAX_TIMER_MS).unref();
  private refs = 0;

  constructor() {
    super();
    whenReadable(this.epoll.fd, () => this.epoll.dispatch());
  }

  override begin({ keepsAlive }: Wait): void {
    if (keepsAlive && this.refs++ === 0) this.keepAlive.ref();
  }

  override end({ keepsAlive }: Wait): void {
    if (keepsAlive && --this.refs === 0) this.keepAlive.unref();
  }

  /** libuv always looks. */
  override run(): void {}
}
