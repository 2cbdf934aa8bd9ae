// A call of the system's resolver, which may take seconds: on this thread or on one of libuv's pool.

import { inBackground } from "../ffi/libc.ts";
import { mayUseNetwork } from "../permission.ts";

export abstract class ResolverCall<Result> {
  /** The result, once the call has finished. */
  protected outcome: Result | undefined;
  /** Keeps the arguments of a background call alive. */
  private held: unknown[] = [];

  /** Calls the resolver and blocks the thread until it returns. */
  run(): void {
    if (!this.isAllowed()) return;
    do this.held = this.args();
    while (!this.finish(this.function(...(this.held as never[]))));
  }

  /** Calls the resolver on a pool thread. The call keeps the process alive and cannot be cancelled. */
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

  /** The result of the finished call. */
  get result(): Result {
    if (this.outcome === undefined) throw new Error("unreachable: the resolver has not been called");
    return this.outcome;
  }

  /** True if Node's permission model allows the call; otherwise the refusal becomes the result. */
  private isAllowed(): boolean {
    if (this.isLocal || mayUseNetwork()) return true;
    this.outcome = this.refusal;
    return false;
  }

  /** True if the call sends no query. */
  protected readonly isLocal: boolean = false;
  protected abstract readonly refusal: Result;
  protected abstract readonly function: (...args: never[]) => number;
  protected abstract args(): unknown[];
  /** Reads the results, errno first. Returns false if the call must be repeated. */
  protected abstract finish(status: number): boolean;
}
