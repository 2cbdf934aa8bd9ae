// Readiness by libuv's own polling: for the main thread of Node.
//
// libuv watches our epoll set, not each descriptor. So events of many descriptors cost one callback from C, a watched
// descriptor needs no libuv handle, and a descriptor that Node itself watches can be waited for, too.

import { whenReadable } from "../../os/readiness/uv-poll.ts";
import { MAX_TIMER_MS } from "../timer.ts";
import { EpollEngine } from "./epoll-engine.ts";
import type { Wait } from "./watch.ts";

export class UvEngine extends EpollEngine {
  /** Keeps the process alive while waits exist; the poll handle itself is always active and therefore unreferenced. */
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

  /** libuv polls the set anyway. */
  override run(): void {}
}
