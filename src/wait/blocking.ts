// Waiting by blocking the thread, as C does.

import type { Operation } from "../net/operation.js";
import { DONE } from "../net/operation.js";
import { INTERRUPTED, pollOne } from "../os/poll.js";

/** Drives an operation to its end and gives it back, so that its result can be taken. */
export function settle<Op extends Operation>(operation: Op): Op {
  let need = operation.attempt();
  while (need !== DONE) {
    const ready = pollOne(operation.fd, need, operation.waitLimit());
    // A signal ends the wait but not the time that is left: ask anew how long that is (usocket.c).
    if (ready === INTERRUPTED) continue;
    need = ready === 0 ? operation.expire() : operation.attempt();
  }
  return operation;
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Does nothing for a number of seconds. A signal does not cut it short. */
export function sleep(seconds: number): void {
  if (seconds > 0) Atomics.wait(never, 0, 0, seconds * 1000);
}
