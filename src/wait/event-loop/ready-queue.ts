// Those who may go on, and when they do: all together, in the same turn of Node's event loop.
//
// A readiness callback runs inside libuv, outside of any scope that Node knows. Promises that are settled there
// may run a turn late; so it only notes who is ready, and one setImmediate for all of them follows in the same
// turn.

/** What can go on. */
export interface Ready {
  ready(): void;
}

let list: Ready[] = [];

/** Lets somebody go on soon, behind those that were ready before. */
export function enqueueReady(one: Ready): void {
  if (list.push(one) === 1) setImmediate(drain);
}

function drain(): void {
  const batch = list;
  list = [];
  let next = 0;
  try {
    while (next < batch.length) (batch[next++] as Ready).ready();
  } finally {
    // Only an exception leaves some behind.
    for (const one of batch.slice(next)) enqueueReady(one);
  }
}
