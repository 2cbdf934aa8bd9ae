// A task that waits for time, or for its turn.

import { sleep } from "../../wait/blocking.ts";
import type { PushResults } from "../wait/waiting.ts";
import type { Request, Requester } from "./request.ts";

/** As long as a timer can be, in seconds. */
const MAX_TIMER_SECONDS = 0x7fffffff / 1000;

/** Waits for nothing but time. */
export class SleepRequest implements Request {
  private readonly seconds: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  begin(requester: Requester): void {
    const milliseconds = Math.max(Math.min(this.seconds, MAX_TIMER_SECONDS) * 1000, 0);
    this.timer = setTimeout(() => requester.completed(), milliseconds);
  }

  block(): void {
    sleep(this.seconds);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }

  push(): number {
    return 0;
  }
}

/** Lets the event loop have a turn. */
export class PauseRequest implements Request {
  readonly push: PushResults;
  private immediate: NodeJS.Immediate | undefined;

  constructor(push: PushResults) {
    this.push = push;
  }

  begin(requester: Requester): void {
    this.immediate = setImmediate(() => requester.completed());
  }

  block(): void {}

  cancel(): void {
    clearImmediate(this.immediate);
  }
}
