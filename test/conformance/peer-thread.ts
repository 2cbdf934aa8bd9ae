// The peer's thread and the channel to it. The thread runs this file, too.

import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { BlockedThread, threadNumber } from "../support/blocked.ts";
import { type Act, type ActName, type ActResult, Peer } from "./peer.ts";

interface Order {
  readonly id: number;
  readonly acts: readonly Act[];
  /** True to delay each act until the main thread waits in poll(2), in a new wait each time. */
  readonly whenBlocked: boolean;
}

interface Report {
  readonly id: number;
  readonly results?: readonly unknown[];
  readonly error?: unknown;
}

const THIS = "the conformance suite's peer";

if (!isMainThread && workerData?.role === THIS) {
  const peer = new Peer();
  const mainThread = new BlockedThread(workerData.thread);
  parentPort?.on("message", async ({ id, acts, whenBlocked }: Order) => {
    try {
      const results: unknown[] = [];
      for (const [name, ...args] of acts) {
        if (whenBlocked) await mainThread.blocked();
        results.push((peer[name] as (...args: unknown[]) => unknown)(...args));
      }
      parentPort?.postMessage({ id, results } satisfies Report);
    } catch (error) {
      parentPort?.postMessage({ id, error } satisfies Report);
    }
  });
}

/** The peer, as seen by the test's thread. */
export class RemotePeer {
  private readonly thread = new Worker(new URL(import.meta.url), {
    workerData: { role: THIS, thread: threadNumber() },
  });
  private readonly waiting = new Map<number, PromiseWithResolvers<readonly unknown[]>>();
  private orders = 0;
  /** The error that ended the thread. */
  private failure: Error | undefined;

  constructor() {
    this.thread.unref();
    this.thread.on("message", ({ id, results, error }: Report) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (this.waiting.size === 0) this.thread.unref();
      if (results === undefined) waiting?.reject(error);
      else waiting?.resolve(results);
    });
    this.thread.on("error", (error: Error) => {
      this.failure = error;
      for (const waiting of this.waiting.values()) waiting.reject(error);
    });
  }

  /** Does one act now and returns its result. */
  async do<Name extends ActName>(name: Name, ...args: Parameters<Peer[Name]>): Promise<ActResult<Name>> {
    const [result] = await this.order([[name, ...args] as unknown as Act], false);
    return result as ActResult<Name>;
  }

  /** Does acts one after the other, each in a new wait of the main thread. */
  doWhenBlocked(acts: readonly Act[]): Promise<unknown> {
    return this.order(acts, true);
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }

  private order(acts: readonly Act[], whenBlocked: boolean): Promise<readonly unknown[]> {
    const id = ++this.orders;
    const waiting = withResolvers<readonly unknown[]>();
    if (this.failure !== undefined) waiting.reject(this.failure);
    this.waiting.set(id, waiting);
    this.thread.ref();
    this.thread.postMessage({ id, acts, whenBlocked } satisfies Order);
    return waiting.promise;
  }
}

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolve!: (value: Value) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<Value>((...functions) => {
    [resolve, reject] = functions;
  });
  return { promise, resolve, reject };
}
