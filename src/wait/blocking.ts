// Waiting by blocking the thread, as C does.

import { isMainThread } from "node:worker_threads";
import { errorText, TIMEOUT } from "../net/error-text.ts";
import { DONE, MAX_SPURIOUS_WAKEUPS, type Need, type Operation, WORK } from "../net/operation.ts";
import { INTERRUPTED, pollOne } from "../os/readiness/poll.ts";
import { SUPPORTS_PER_CALL_BLOCKING } from "../os/socket/socket.ts";
import { WaitLimit } from "./wait-limit.ts";

/**
 * Maximum duration of one poll, in seconds. A worker can be terminated only while it runs JavaScript, and the exit of
 * the process waits for that; a signal ends the main thread at any time.
 */
export const MAX_WAIT_SECONDS: number = isMainThread ? Number.POSITIVE_INFINITY : 0.2;

/**
 * Maximum duration of the poll that follows a signal. The signal may be Ctrl-C in an interactive session: a thread of
 * Node then terminates the running JavaScript, but may miss it if the next poll has already begun (`breakOnSigint`).
 */
export const MAX_WAIT_AFTER_SIGNAL_SECONDS = 0.2;

/** True if a call without a timeout may block inside the kernel (recv, send, accept, connect), so no poll is needed. */
export const BLOCKS_IN_KERNEL: boolean = isMainThread && SUPPORTS_PER_CALL_BLOCKING;

/** True if a wait must be split into several polls. */
export function isTooLong(limit: number, longest: number): boolean {
  return limit > longest || (limit < 0 && longest < Number.POSITIVE_INFINITY);
}

/** Runs an operation to completion, blocking, and returns it so that the caller can take its result. */
export function runBlocking<Op extends Operation>(operation: Op): Op {
  resumeBlocking(operation, operation.attempt());
  return operation;
}

/** Shared by all blocking calls: only one runs at a time. */
const waitLimit = new WaitLimit();

/** Continues as runBlocking after a first attempt. */
export function resumeBlocking(operation: Operation, firstNeed: Need): void {
  let need = firstNeed;
  // A call that blocks in the kernel gets here only after a signal has interrupted it.
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
    // A signal ends the poll, not the wait: compute the remaining time again (usocket.c).
    isAfterSignal = ready === INTERRUPTED;
    if (ready === INTERRUPTED || (ready === 0 && isPiece)) continue;
    const isOver = ready === 0 || (limit === 0 && lateAttempts++ >= MAX_SPURIOUS_WAKEUPS);
    if (isOver) need = operation.expire(TIMEOUT);
    // A failed poll would fail again immediately, so the operation ends (socket_waitfd in usocket.c).
    else need = ready < 0 ? operation.expire(errorText(-ready)) : operation.attempt();
  }
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Blocks the thread for a number of seconds. A signal does not shorten it. */
export function sleep(seconds: number): void {
  if (seconds > 0) Atomics.wait(never, 0, 0, seconds * 1000);
}
