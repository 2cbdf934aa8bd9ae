// Looking at many descriptors at once.

import { READABLE, WRITABLE } from "../net/operation.js";
import type { ReadyDescriptors, ReadyElements, Selection } from "../net/select.js";
import { INTERRUPTED, INVALID, PollSet } from "../os/poll.js";
import { isTooLong, LONGEST_WAIT } from "./blocking.js";

const set = new PollSet();

/** What a look can give in place of what is ready: a descriptor is not open, or a signal has ended it. */
export const NOT_OPEN = "not open";
export const CUT_SHORT = "cut short";

/** What is ready within a number of seconds; below 0: for ever. */
export function look(
  entries: readonly [fd: number, need: number][],
  seconds: number,
): ReadyDescriptors | typeof NOT_OPEN | typeof CUT_SHORT {
  set.clear();
  for (const [fd, need] of entries) set.add(fd, need);
  const count = set.wait(seconds);
  if (count === INTERRUPTED) return CUT_SHORT;

  const readable: number[] = [];
  const writable: number[] = [];
  if (count > 0) {
    for (const [index, [fd, need]] of entries.entries()) {
      const readiness = set.readiness(index);
      if (readiness === INVALID) return NOT_OPEN;
      if (readiness & need & READABLE) readable.push(fd);
      if (readiness & need & WRITABLE) writable.push(fd);
    }
  }
  return { readable, writable };
}

/** Blocks until an element is ready or the time is up; undefined: a descriptor is not open. */
export function settleSelection<Element>(selection: Selection<Element>): ReadyElements<Element> | undefined {
  const entries = selection.entries();
  for (;;) {
    const limit = selection.waitLimit();
    const isPiece = isTooLong(limit);
    const ready = look(entries, isPiece ? LONGEST_WAIT : limit);
    if (ready === NOT_OPEN) return undefined;
    if (ready === CUT_SHORT) continue;
    if (isPiece && ready.readable.length + ready.writable.length === 0) continue;
    return selection.results(ready);
  }
}
