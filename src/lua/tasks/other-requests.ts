// The wait of a task for a timer, or for the next turn of the event loop.

import { sleep } from "../../wait/blocking.ts";
import { type LongTimeout, setLongTimeout } from "../../wait/timer.ts";
import type { PushResults } from "../wait/waiting.ts";
import type { Request, Requester } from "./request.ts";

/** Waits for a number of seconds. */
export class SleepRequest implements Request {
  private readonly seconds: number;
  private timer: LongTimeout | undefined;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  begin(requester: Requester): void {
    this.timer = setLongTimeout(this.seconds, () => requester.completed());
  }

  block(): void {
    sleep(this.seconds);
  }

  cancel(): void {
    this.timer?.cancel();
  }

  push(): number {
    return 0;
  }
}

/** Yields to the event loop for one turn. */
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
