// A select that has to wait, in turns of Node's event loop.

import { type Need, READABLE, WRITABLE } from "../../net/operation.js";
import type { ReadyElements, Selection } from "../../net/select.js";
import { isOwned } from "../../os/descriptor.js";
import { CUT_SHORT, look, NOT_OPEN } from "../selecting.js";
import type { Wait } from "./wait.js";
import type { Watch } from "./watch.js";
import { forget, watchOf } from "./watches.js";

const LONGEST_TIMER = 0x7fffffff;

/** What there is without a wait, even if it is nothing. "wait" if there is nothing yet and time is left. */
export function trySelection<Element>(
  selection: Selection<Element>,
): ReadyElements<Element> | undefined | "wait" {
  const ready = look(selection.entries(), 0);
  if (ready === NOT_OPEN) return undefined;
  if (ready === CUT_SHORT) return trySelection(selection);
  const isReady = ready.readable.length + ready.writable.length > 0;
  return isReady || selection.waitLimit() === 0 ? selection.results(ready) : "wait";
}

/** One descriptor of a select. */
class SelectionWait implements Wait {
  readonly keepsAlive = true;
  /** All waits of a select have one timer. */
  readonly deadline: number = Number.POSITIVE_INFINITY;
  readonly need: Need;
  readonly fd: number;
  readonly watch: Watch;
  private readonly pending: Ending;

  constructor(pending: Ending, fd: number, need: Need) {
    this.pending = pending;
    this.fd = fd;
    this.need = need;
    this.watch = watchOf(fd);
  }

  ready(): void {
    this.pending.ready();
  }

  expired(): void {}

  closed(): void {
    this.pending.closed(this);
  }
}

interface Ending {
  ready(): void;
  closed(wait: SelectionWait): void;
}

export abstract class PendingSelection<Element> implements Ending {
  private readonly selection: Selection<Element>;
  private waits: SelectionWait[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(selection: Selection<Element>) {
    this.selection = selection;
  }

  /** @throws Error for a descriptor that cannot be watched */
  begin(): void {
    const { selection } = this;
    const entries = selection.entries();
    try {
      this.waits = entries.map(([fd, need]) => new SelectionWait(this, fd, need));
    } catch (error) {
      forgetForeign(entries.map(([fd]) => fd));
      throw error;
    }
    for (const wait of this.waits) wait.watch.add(wait);
    const milliseconds = selection.waitLimit() * 1000;
    if (milliseconds >= 0 && milliseconds <= LONGEST_TIMER) {
      this.timer = setTimeout(() => this.finish(selection.results(NOTHING)), Math.ceil(milliseconds));
    }
  }

  /** Nobody wants to know any more. */
  abandon(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    const { waits } = this;
    this.waits = [];
    for (const wait of waits) wait.watch.remove(wait);
    forgetForeign(waits.map(({ fd }) => fd));
  }

  ready(): void {
    if (this.isOver) return;
    const ready = trySelection(this.selection);
    if (ready !== "wait") {
      this.finish(ready);
      return;
    }
    // A false alarm: whoever raised it must be waited for anew.
    for (const wait of this.waits) {
      wait.watch.remove(wait);
      wait.watch.add(wait);
    }
  }

  /** A socket that is closed meanwhile is ready: whatever is called on it now gives its answer at once. */
  closed({ fd, need }: SelectionWait): void {
    if (this.isOver) return;
    this.finish(
      this.selection.results({
        readable: need & READABLE ? [fd] : [],
        writable: need & WRITABLE ? [fd] : [],
      }),
    );
  }

  /** Undefined: a descriptor is not open. */
  protected abstract settled(ready: ReadyElements<Element> | undefined): void;

  private finish(ready: ReadyElements<Element> | undefined): void {
    this.abandon();
    this.settled(ready);
  }
}

/** Nobody tells us when a descriptor of somebody else's is closed: it is watched no longer than it is waited for. */
function forgetForeign(fds: readonly number[]): void {
  for (const fd of fds) {
    if (!isOwned(fd)) forget(fd);
  }
}

const NOTHING = { readable: [], writable: [] };
