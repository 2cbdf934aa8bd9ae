// Counters of a connection, for getstats and setstats.

import { monotonicSeconds } from "../../os/clock.ts";
import type { InputBuffer } from "./input-buffer.ts";

export class Stats {
  /** Bytes that the kernel accepted. */
  sent = 0;

  private readonly input: InputBuffer;
  private bornAt: number = monotonicSeconds();
  private receivedBase = 0;

  constructor(input: InputBuffer) {
    this.input = input;
  }

  /** Bytes taken out of the input buffer, including dropped CRs and LFs; unread bytes do not count. */
  get received(): number {
    return this.receivedBase + this.input.taken;
  }

  set received(bytes: number) {
    this.receivedBase = bytes - this.input.taken;
  }

  /** Sets a counter to whole bytes from 0 up; in LuaSocket a number below 0 wraps around. */
  setCounter(name: "received" | "sent", bytes: number): void {
    this[name] = Math.max(Math.trunc(bytes), 0);
  }

  /** Seconds since the object was created. */
  get age(): number {
    return monotonicSeconds() - this.bornAt;
  }

  set age(seconds: number) {
    this.bornAt = monotonicSeconds() - seconds;
  }
}
