// Waiting by blocking the thread, as C does.

import { isMainThread } from "node:worker_threads";
import { errorText, TIMEOUT } from "../net/error-text.ts";
import { DONE, MAX_SPURIOUS_WAKEUPS, type Need, type Operation, WORK } from "../net/operation.ts";
import { INTERRUPTED, pollOne } from "../os/readiness/poll.ts";
import { SUPPORTS_PER_CALL_BLOCKING } from "../os/socket/socket.ts";
import { WaitLimit } from "./wait-limit.ts";

/**
 * The longest wait in one go, in seconds. A worker can be ended only while JavaScript runs in it, and the end of
 * the process waits for that; the main thread is ended by a signal at any time.
 */
export const MAX_WAIT_SECONDS: number = isMainThread ? Number.POSITIVE_INFINITY : 0.2;

/**
 * The longest wait after a signal. It may be Ctrl-C in an interactive session: a thread of Node's is about to end
 * the JavaScript that runs, and may come too late to find it running before it waits again (`breakOnSigint`).
 */
export const MAX_WAIT_AFTER_SIGNAL_SECONDS = 0.2;

/** Whether a wait without a limit may be left to the system call that waits for its own success. */
export const BLOCKS_IN_KERNEL: boolean = isMainThread && SUPPORTS_PER_CALL_BLOCKING;

/** Whether a wait must be gone about in pieces. */
export function isTooLong(limit: number, longest: number): boolean {
  return limit > longest || (limit < 0 && longest < Number.POSITIVE_INFINITY);
}

/** Drives an operation to its end and gives it back, so that its result can be taken. */
export function runBlocking<Op extends Operation>(operation: Op): Op {
  resumeBlocking(operation, operation.attempt());
  return operation;
}

/** Of the call that holds the thread. */
const waitLimit = new WaitLimit();

/** As settle, for an operation that has been tried. */
export function resumeBlocking(operation: Operation, firstNeed: Need): void {
  let need = firstNeed;
  // Where a call without a limit waits itself, it comes here when it has met a signal.
  let isAfterSignal = BLOCKS_IN_KERNEL;
  let lateAttempts = 0;
  waitLimit.begin();
  while (need !== DONE) {
    if (need === WORK) {
      operation.work?.run();
      need = operation.attempt();
      continue;
    }
    let limit = operation.waitLimit();
    if (limit > 0) limit = waitLimit.left(limit, operation.progress);
    const longest = isAfterSignal ? MAX_WAIT_AFTER_SIGNAL_SECONDS : MAX_WAIT_SECONDS;
    const isPiece = isTooLong(limit, longest);
    const ready = pollOne(operation.fd, need, isPiece ? longest : limit);
    // A signal ends the wait but not the time that is left: ask anew how long that is (usocket.c).
    isAfterSignal = ready === INTERRUPTED;
    if (ready === INTERRUPTED || (ready === 0 && isPiece)) continue;
    const isOver = ready === 0 || (limit === 0 && lateAttempts++ >= MAX_SPURIOUS_WAKEUPS);
    if (isOver) need = operation.expire(TIMEOUT);
    // A wait that fails would fail again at once, and again (socket_waitfd in usocket.c).
    else need = ready < 0 ? operation.expire(errorText(-ready)) : operation.attempt();
  }
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Does nothing for a number of seconds. A signal does not cut it short. */
export function sleep(seconds: number): void {
  if (seconds > 0) Atomics.wait(never, 0, 0, seconds * 1000);
}
