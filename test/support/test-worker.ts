// A worker that runs tests by order of the main thread, one at a time.

import { once } from "node:events";
import { parentPort, Worker, type WorkerOptions } from "node:worker_threads";

export class TestWorker {
  private readonly worker: Worker;
  /** Rejects with what ended the worker: an order that comes later must fail, too. */
  private readonly ended: Promise<never>;

  constructor(url: URL, options?: WorkerOptions) {
    this.worker = new Worker(url, options);
    this.ended = new Promise((_, reject) => {
      this.worker.once("error", reject);
      this.worker.once("exit", (code) => reject(new Error(`the worker has ended with code ${code}`)));
    });
    this.ended.catch(() => {});
  }

  /** Has the worker run one of its tests; throws what made it fail, or ended the worker. */
  async run(order: unknown): Promise<void> {
    this.worker.postMessage(order);
    const [error] = await Promise.race([once(this.worker, "message"), this.ended]);
    if (error !== undefined) throw error;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** In the worker: does what is ordered, and reports how it ended. */
export function runWhatIsOrdered<Order>(act: (order: Order) => Promise<void>): void {
  parentPort?.on("message", async (order: Order) => {
    try {
      await act(order);
      parentPort?.postMessage(undefined);
    } catch (error) {
      parentPort?.postMessage(error);
    }
  });
}
