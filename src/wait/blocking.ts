// Waiting by blocking the thread, as C does.

import { isMainThread } from "node:worker_threads";
import { DONE, MOST_FALSE_ALARMS, type Need, type Operation, WORK } from "../net/operation.js";
import { INTERRUPTED, pollOne } from "../os/poll.js";

/**
 * The longest wait in one go, in seconds. A worker can be ended only while JavaScript runs in it, and the end of
 * the process waits for that; the main thread is ended by a signal at any time.
 */
export const LONGEST_WAIT: number = isMainThread ? Number.POSITIVE_INFINITY : 0.2;

/** Whether a wait must be gone about in pieces. */
export function isTooLong(limit: number): boolean {
  return limit > LONGEST_WAIT || (limit < 0 && !isMainThread);
}

/** Drives an operation to its end and gives it back, so that its result can be taken. */
export function settle<Op extends Operation>(operation: Op): Op {
  settleFrom(operation, operation.attempt());
  return operation;
}

/** As settle, for an operation that has been tried. */
export function settleFrom(operation: Operation, firstNeed: Need): void {
  let need = firstNeed;
  let lateAttempts = 0;
  while (need !== DONE) {
    if (need === WORK) {
      operation.work?.run();
      need = operation.attempt();
      continue;
    }
    const limit = operation.waitLimit();
    const isPiece = isTooLong(limit);
    const ready = pollOne(operation.fd, need, isPiece ? LONGEST_WAIT : limit);
    // A signal ends the wait but not the time that is left: ask anew how long that is (usocket.c).
    if (ready === INTERRUPTED || (ready === 0 && isPiece)) continue;
    const isOver = ready === 0 || (limit === 0 && lateAttempts++ >= MOST_FALSE_ALARMS);
    need = isOver ? operation.expire() : operation.attempt();
  }
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Does nothing for a number of seconds. A signal does not cut it short. */
export function sleep(seconds: number): void {
  if (seconds > 0) Atomics.wait(never, 0, 0, seconds * 1000);
}
