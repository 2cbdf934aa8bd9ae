// Polling many descriptors at once, and the blocking select.

import type { Need } from "../net/operation.ts";
import type { ReadyElements, ReadyEntry, Selection } from "../net/select.ts";
import { INTERRUPTED, INVALID, PollSet } from "../os/readiness/poll.ts";
import { isTooLong, MAX_WAIT_AFTER_SIGNAL_SECONDS, MAX_WAIT_SECONDS } from "./blocking.ts";
import { RememberedSet } from "./remembered-set.ts";

const set = new PollSet();
const remembered = new RememberedSet();

/** A descriptor is not open, or there are more than can be open. */
export const NOT_OPEN = "not open";
/** A signal has interrupted the poll. */
export const CUT_SHORT = "cut short";

/** Waits up to a number of seconds (below 0: indefinitely) and returns the descriptors with the required readiness. */
export function pollMany(
  fds: readonly number[],
  needs: readonly Need[],
  seconds: number,
): readonly ReadyEntry[] | typeof NOT_OPEN | typeof CUT_SHORT {
  if (remembered.covers(fds, needs)) {
    const found = remembered.poll(fds, needs, seconds);
    if (found === INTERRUPTED) return CUT_SHORT;
    if (typeof found === "number") return NOT_OPEN;
    remembered.found(found.length, fds.length);
    return found;
  }
  const count = set.wait(fds, needs, seconds);
  if (count === INTERRUPTED) return CUT_SHORT;
  if (count < 0) return NOT_OPEN;
  remembered.found(count, fds.length);
  const ready: ReadyEntry[] = [];
  for (let index = 0, left = count; left > 0; index++) {
    const readiness = set.readiness(index);
    if (readiness === 0) continue;
    left--;
    if (readiness === INVALID) return NOT_OPEN;
    const wanted = readiness & (needs[index] as Need);
    if (wanted !== 0) ready.push({ index, readiness: wanted });
  }
  return ready;
}

/** Blocks until an element is ready or the timeout expires; undefined: a descriptor is not open. */
export function selectBlocking<Element>(selection: Selection<Element>): ReadyElements<Element> | undefined {
  let longest = MAX_WAIT_SECONDS;
  for (;;) {
    const limit = selection.waitLimit();
    const isPiece = isTooLong(limit, longest);
    const ready = pollMany(selection.fds, selection.needs, isPiece ? longest : limit);
    longest = ready === CUT_SHORT ? MAX_WAIT_AFTER_SIGNAL_SECONDS : MAX_WAIT_SECONDS;
    if (ready === NOT_OPEN) return undefined;
    if (ready === CUT_SHORT) continue;
    if (isPiece && ready.length === 0) continue;
    return selection.results(ready);
  }
}
