// The wait of a task for the end of another one.

import type { LuaApi, LuaState } from "../../vm/c-api/lua-api.ts";
import { type LongTimeout, setLimitTimeout } from "../../wait/timer.ts";
import type { Request, Requester } from "./request.ts";

/** A task that can be waited for. */
export interface Joinable {
  join(listener: () => void): void;
  unwatch(listener: () => void): void;
}

export class JoinRequest implements Request {
  private readonly api: LuaApi;
  private readonly other: Joinable;
  private readonly seconds: number;
  private timer: LongTimeout | undefined;
  private listener: (() => void) | undefined;
  private hasEnded = false;

  /** @param seconds  maximum time to wait; below 0: indefinitely */
  constructor(api: LuaApi, other: Joinable, seconds: number) {
    this.api = api;
    this.other = other;
    this.seconds = seconds;
  }

  begin(requester: Requester): void {
    this.timer = setLimitTimeout(this.seconds, () => {
      this.cancel();
      requester.completed();
    });
    this.listener = () => {
      this.cancel();
      this.hasEnded = true;
      requester.completed();
    };
    this.other.join(this.listener);
  }

  block(): void {
    throw new Error("cannot wait for another task where Lua cannot yield");
  }

  cancel(): void {
    this.timer?.cancel();
    if (this.listener !== undefined) this.other.unwatch(this.listener);
  }

  push(L: LuaState): number {
    this.api.pushboolean(L, this.hasEnded ? 1 : 0);
    return 1;
  }
}
