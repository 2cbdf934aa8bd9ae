// A worker that runs tests at the request of the main thread, one at a time.

import { once } from "node:events";
import { parentPort, Worker, type WorkerOptions } from "node:worker_threads";

export class TestWorker {
  private readonly worker: Worker;
  /** Rejects when the worker ends, with its error: later requests must fail, too. */
  private readonly ended: Promise<never>;

  constructor(url: URL, options?: WorkerOptions) {
    this.worker = new Worker(url, options);
    this.ended = new Promise((_, reject) => {
      this.worker.once("error", reject);
      this.worker.once("exit", (code) => reject(new Error(`the worker has ended with code ${code}`)));
    });
    this.ended.catch(() => {});
  }

  /** Runs one test in the worker; throws its error, or the error that ended the worker. */
  async run(request: unknown): Promise<void> {
    this.worker.postMessage(request);
    const [error] = await Promise.race([once(this.worker, "message"), this.ended]);
    if (error !== undefined) throw error;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** Called in the worker: runs each requested test and reports its error. */
export function serveTests<Request>(run: (request: Request) => Promise<void>): void {
  parentPort?.on("message", async (request: Request) => {
    try {
      await run(request);
      parentPort?.postMessage(undefined);
    } catch (error) {
      parentPort?.postMessage(error);
    }
  });
}
