// The queue of ready waits, which all continue in the same turn of Node's event loop.
//
// A readiness callback runs inside libuv, outside of Node's callback scope. Reactions of promises that it resolves
// may run one turn late; so the callback only enqueues the ready waits, and one setImmediate in the same turn runs
// all of them.

/** A wait that can continue. */
export interface Ready {
  ready(): void;
}

let queue: Ready[] = [];

/** Makes a wait continue soon, behind those that were ready before it. */
export function enqueueReady(wait: Ready): void {
  if (queue.push(wait) === 1) setImmediate(drain);
}

function drain(): void {
  const batch = queue;
  queue = [];
  let next = 0;
  try {
    while (next < batch.length) (batch[next++] as Ready).ready();
  } finally {
    // After an exception, the rest runs in the next turn.
    for (const wait of batch.slice(next)) enqueueReady(wait);
  }
}
