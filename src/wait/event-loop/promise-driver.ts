// The driver of promise calls, which wait in Node's event loop.

import { DONE, type Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { Caller, Driver, WaitOptions } from "../mode.ts";
import { setLongTimeout } from "../timer.ts";
import { COST_BUFFERED, COST_SYSCALL, resolved } from "./fairness.ts";
import { PromiseIteration } from "./iteration.ts";
import { Pending } from "./pending.ts";
import { PendingSelection, trySelection } from "./pending-selection.ts";
import { signalOf } from "./signal.ts";

type Resolve<Result> = (result: Result) => void;
type Reject = (reason: unknown) => void;

export const PROMISE: Driver<"promise"> = {
  limitsCoverConnect: true,
  blocksInKernel: false,

  run<From extends Caller, Op extends Operation, Result>(
    caller: From,
    operation: Op,
    finish: (caller: From, operation: Op) => Result,
    options: WaitOptions | undefined,
  ): Promise<Result> {
    const signal = signalFor(operation, options);
    if (signal?.aborted) {
      operation.cancel?.();
      return Promise.reject(signal.reason);
    }
    try {
      const need = operation.attempt();
      if (need === DONE) return resolved(finish(caller, operation), COST_SYSCALL);
      return new Promise((resolve, reject) => {
        new PendingCall(caller, operation, finish, signal, resolve, reject).begin(need);
      });
    } catch (error) {
      return Promise.reject(error);
    }
  },

  runSelection<Element, Result>(
    selection: Selection<Element>,
    finish: (ready: ReadyElements<Element> | undefined) => Result,
    options: WaitOptions | undefined,
  ): Promise<Result> {
    const signal = signalOf(options);
    if (signal?.aborted) return Promise.reject(signal.reason);
    try {
      const ready = trySelection(selection);
      if (ready !== "wait") return resolved(finish(ready), COST_SYSCALL);
      return new Promise((resolve, reject) => {
        new PendingSelectCall(selection, finish, signal, resolve, reject).begin();
      });
    } catch (error) {
      return Promise.reject(error);
    }
  },

  sleep(seconds, options) {
    return sleep(seconds, signalOf(options));
  },

  of: (result) => resolved(result, COST_BUFFERED),

  iterate: (next, buffered) => new PromiseIteration(next, buffered),

  after: (promise, next) => promise.then(next),
};

function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = setLongTimeout(seconds, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}

function signalFor(operation: Operation, options: WaitOptions | undefined): AbortSignal | undefined {
  // The usual case.
  if (options === undefined || options === null) return undefined;
  // Reading the options may run the caller's code (getters), whose calls may use the same shared memory.
  if (operation.conflicts !== undefined) operation.detachBuffers?.();
  return signalOf(options, operation.conflicts);
}

class PendingCall<From extends Caller, Op extends Operation, Result> extends Pending<Op> {
  // Keeps the binding's object alive during the wait.
  private readonly caller: From;
  private readonly finish: (caller: From, operation: Op) => Result;
  private readonly signal: AbortSignal | undefined;
  private readonly resolve: Resolve<Result>;
  private readonly reject: Reject;

  constructor(
    caller: From,
    operation: Op,
    finish: (caller: From, operation: Op) => Result,
    signal: AbortSignal | undefined,
    resolve: Resolve<Result>,
    reject: Reject,
  ) {
    super(operation, caller.hasRef());
    this.caller = caller;
    this.finish = finish;
    this.signal = signal;
    this.resolve = resolve;
    this.reject = reject;
    signal?.addEventListener("abort", this);
  }

  /** Handles the signal's abort event: an AbortSignal accepts an object in place of a function. */
  handleEvent(): void {
    this.cancel();
    this.failed(this.signal?.reason);
  }

  protected override completed(): void {
    this.signal?.removeEventListener("abort", this);
    try {
      this.resolve(this.finish(this.caller, this.operation));
    } catch (error) {
      this.reject(error);
    }
  }

  protected override failed(error: unknown): void {
    this.signal?.removeEventListener("abort", this);
    this.reject(error);
  }
}

class PendingSelectCall<Element, Result> extends PendingSelection<Element> {
  private readonly makeResult: (ready: ReadyElements<Element> | undefined) => Result;
  private readonly signal: AbortSignal | undefined;
  private readonly resolve: Resolve<Result>;
  private readonly reject: Reject;

  constructor(
    selection: Selection<Element>,
    finish: (ready: ReadyElements<Element> | undefined) => Result,
    signal: AbortSignal | undefined,
    resolve: Resolve<Result>,
    reject: Reject,
  ) {
    super(selection);
    this.makeResult = finish;
    this.signal = signal;
    this.resolve = resolve;
    this.reject = reject;
  }

  override begin(): void {
    super.begin();
    // Only now: if begin() had thrown, the listener would stay.
    this.signal?.addEventListener("abort", this);
  }

  handleEvent(): void {
    this.cancel();
    this.reject(this.signal?.reason);
  }

  protected override completed(ready: ReadyElements<Element> | undefined): void {
    this.signal?.removeEventListener("abort", this);
    try {
      this.resolve(this.makeResult(ready));
    } catch (error) {
      this.reject(error);
    }
  }
}
