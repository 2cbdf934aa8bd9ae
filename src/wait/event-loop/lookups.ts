// Work that goes to Node's pool of threads, a few at a time: the others have files to read.

import type { Work } from "../../net/operation.ts";

/** As many as libuv lets getaddrinfo have of a pool of four. */
const AT_ONCE = 2;

const queue: Job[] = [];
let running = 0;

/** Work that waits for a thread, or has one. */
export interface Job {
  /** Nobody wants it any more: it is not begun, or what comes of it is dropped. */
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

/** Has work done in the background. */
export function inBackground(work: Work, done: () => void): Job {
  const job = new QueuedWork(work, done);
  queue.push(job);
  startNext();
  return job;
}

function startNext(): void {
  while (running < AT_ONCE) {
    const job = queue.shift() as QueuedWork | undefined;
    if (job === undefined) return;
    if (job.isWanted) job.start();
  }
}
