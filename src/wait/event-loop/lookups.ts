// Work for Node's thread pool, a few jobs at a time: the other threads stay free for file access.

import type { Work } from "../../net/operation.ts";

/** libuv allows getaddrinfo the same number of a pool of four. */
const MAX_CONCURRENT = 2;

const queue: Job[] = [];
let running = 0;

/** Queued or running work. */
export interface Job {
  /** Cancels the job: it does not start, or its result is dropped. */
  cancel(): void;
}

class QueuedWork implements Job {
  private readonly work: Work;
  private done: (() => void) | undefined;

  constructor(work: Work, done: () => void) {
    this.work = work;
    this.done = done;
  }

  cancel(): void {
    this.done = undefined;
  }

  get isWanted(): boolean {
    return this.done !== undefined;
  }

  start(): void {
    running++;
    this.work.start(() => {
      running--;
      startNext();
      this.done?.();
    });
  }
}

/** Runs work in the background. */
export function inBackground(work: Work, done: () => void): Job {
  const job = new QueuedWork(work, done);
  queue.push(job);
  startNext();
  return job;
}

function startNext(): void {
  while (running < MAX_CONCURRENT) {
    const job = queue.shift() as QueuedWork | undefined;
    if (job === undefined) return;
    if (job.isWanted) job.start();
  }
}
