// Waiting for one of many descriptors by blocking the thread.

import { READABLE, WRITABLE } from "../net/operation.js";
import type { ReadyElements, Selection } from "../net/select.js";
import { INTERRUPTED, INVALID, PollSet } from "../os/poll.js";

const set = new PollSet();

/** Waits until an element is ready or the time is up; undefined: a descriptor is not open. */
export function settleSelection<Element>(selection: Selection<Element>): ReadyElements<Element> | undefined {
  const entries = selection.entries();
  set.clear();
  for (const [fd, need] of entries) set.add(fd, need);
  let count: number;
  do count = set.wait(selection.waitLimit());
  while (count === INTERRUPTED);

  const readable: number[] = [];
  const writable: number[] = [];
  if (count > 0) {
    for (const [index, [fd, need]] of entries.entries()) {
      const readiness = set.readiness(index);
      if (readiness === INVALID) return undefined;
      if (readiness & need & READABLE) readable.push(fd);
      if (readiness & need & WRITABLE) writable.push(fd);
    }
  }
  return selection.results({ readable, writable });
}
