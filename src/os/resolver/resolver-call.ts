// A call of the system's resolver, which may take seconds: on this thread, or on one of Node's pool.

import { inBackground } from "../ffi/libc.ts";
import { mayUseNetwork } from "../permission.ts";

export abstract class ResolverCall<Result> {
  /** What came of the call, once it has been made. */
  protected outcome: Result | undefined;
  /** A call in the background does not keep what it is given alive. */
  private held: unknown[] = [];

  /** Calls, and blocks the thread meanwhile. */
  run(): void {
    if (!this.isAllowed()) return;
    do this.held = this.args();
    while (!this.finish(this.function(...(this.held as never[]))));
  }

  /** Calls on a thread of the pool. That keeps the process alive, and cannot be ended. */
  start(done: () => void): void {
    if (!this.isAllowed()) {
      setImmediate(done);
      return;
    }
    this.held = this.args();
    inBackground(this.function)(...(this.held as never[]), (error, status) => {
      if (error !== null) throw error;
      if (this.finish(status)) done();
      else this.start(done);
    });
  }

  /** What came of the call. */
  get result(): Result {
    if (this.outcome === undefined) throw new Error("unreachable: the resolver has not been asked");
    return this.outcome;
  }

  /** Where Node's permissions forbid it, that is what comes of the call. */
  private isAllowed(): boolean {
    if (this.isLocal || mayUseNetwork()) return true;
    this.outcome = this.refusal;
    return false;
  }

  /** Whether nobody else is asked. */
  protected readonly isLocal: boolean = false;
  protected abstract readonly refusal: Result;
  protected abstract readonly function: (...args: never[]) => number;
  protected abstract args(): unknown[];
  /** Looks at what the call has left, errno first. Gives false if another one must follow. */
  protected abstract finish(status: number): boolean;
}
