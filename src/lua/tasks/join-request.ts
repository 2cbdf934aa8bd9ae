// A task that waits for the end of another.

import type { LuaApi, LuaState } from "../../vm/c-api/lua-api.ts";
import type { Request, Requester } from "./request.ts";

/** As long as a timer can be, in milliseconds. */
const LONGEST_TIMER = 0x7fffffff;

/** A task that can be waited for. */
export interface Joinable {
  join(listener: () => void): void;
  leave(listener: () => void): void;
}

export class JoinRequest implements Request {
  private readonly api: LuaApi;
  private readonly other: Joinable;
  private readonly seconds: number;
  private timer: NodeJS.Timeout | undefined;
  private listener: (() => void) | undefined;
  private hasEnded = false;

  /** @param seconds  how long to wait; below 0 for ever */
  constructor(api: LuaApi, other: Joinable, seconds: number) {
    this.api = api;
    this.other = other;
    this.seconds = seconds;
  }

  begin(requester: Requester): void {
    const milliseconds = this.seconds * 1000;
    if (milliseconds >= 0 && milliseconds <= LONGEST_TIMER) {
      this.timer = setTimeout(() => {
        this.abandon();
        requester.met();
      }, milliseconds);
    }
    this.listener = () => {
      this.abandon();
      this.hasEnded = true;
      requester.met();
    };
    this.other.join(this.listener);
  }

  block(): void {
    throw new Error("cannot wait for another task where Lua cannot yield");
  }

  abandon(): void {
    clearTimeout(this.timer);
    if (this.listener !== undefined) this.other.leave(this.listener);
  }

  push(L: LuaState): number {
    this.api.pushboolean(L, this.hasEnded ? 1 : 0);
    return 1;
  }
}
