// A select that waits in Node's event loop.

import type { Need } from "../../net/operation.ts";
import type { ReadyElements, ReadyEntry, Selection } from "../../net/select.ts";
import { errnoText } from "../../os/errno.ts";
import { Descriptor, duplicate, isOwned } from "../../os/socket/descriptor.ts";
import { CUT_SHORT, NOT_OPEN, pollMany } from "../selecting.ts";
import { type LongTimeout, setLimitTimeout } from "../timer.ts";
import type { Wait, Watch } from "./watch.ts";
import { watchOf } from "./watches.ts";

/** Polls once. Returns "wait" if nothing is ready and time is left; undefined: a descriptor is not open. */
export function trySelection<Element>(
  selection: Selection<Element>,
): ReadyElements<Element> | undefined | "wait" {
  const ready = pollMany(selection.fds, selection.needs, 0);
  if (ready === NOT_OPEN) return undefined;
  if (ready === CUT_SHORT) return trySelection(selection);
  return ready.length > 0 || selection.waitLimit() === 0 ? selection.results(ready) : "wait";
}

/**
 * One descriptor of a select. A descriptor that we do not own is watched through a duplicate: we are not notified when
 * its owner closes it and the kernel reuses the number, and Node may watch the original.
 */
class SelectionWait implements Wait {
  readonly keepsAlive = true;
  /** All waits of a select share the timer of the PendingSelection. */
  readonly deadline: number = Number.POSITIVE_INFINITY;
  readonly need: Need;
  /** Index of the entry in the selection. */
  readonly index: number;
  private readonly fd: number;
  private readonly copy = new Descriptor();
  private readonly pending: Ending;
  private watch: Watch | undefined;

  constructor(pending: Ending, index: number, fd: number, need: Need) {
    this.pending = pending;
    this.index = index;
    this.fd = fd;
    this.need = need;
  }

  /** The watched fd: the duplicate, if there is one. */
  get watched(): number {
    return this.copy.isOpen ? this.copy.fd : this.fd;
  }

  /** True if the watched descriptor has been closed. */
  get isClosed(): boolean {
    return this.watch?.isOpen === false;
  }

  /** @throws Error if the descriptor cannot be watched */
  begin(): void {
    if (!isOwned(this.fd)) {
      const copy = duplicate(this.fd);
      if (copy < 0) throw new Error(`descriptor ${this.fd} cannot be waited for: ${errnoText(-copy)}`);
      this.copy.own(copy, false);
    }
    this.watch = watchOf(this.watched);
    this.watch.add(this);
  }

  restart(): void {
    this.watch?.remove(this);
    this.watch?.add(this);
  }

  end(): void {
    this.watch?.remove(this);
    this.copy.close();
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
  private timer: LongTimeout | undefined;
  private isOver = false;

  constructor(selection: Selection<Element>) {
    this.selection = selection;
  }

  /** @throws Error if a descriptor cannot be watched */
  begin(): void {
    const { selection } = this;
    this.waits = selection.fds.map(
      (fd, index) => new SelectionWait(this, index, fd, selection.needs[index] as Need),
    );
    try {
      for (const wait of this.waits) wait.begin();
    } catch (error) {
      this.cancel();
      throw error;
    }
    this.timer = setLimitTimeout(selection.waitLimit(), () => this.finish(selection.results([])));
  }

  /** Ends the wait without a result. */
  cancel(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.timer?.cancel();
    const { waits } = this;
    this.waits = [];
    for (const wait of waits) wait.end();
  }

  ready(): void {
    if (this.isOver) return;
    // A descriptor may have been closed since the event, and the kernel may have reused its number.
    const closed = this.waits.find(({ isClosed }) => isClosed);
    if (closed !== undefined) {
      this.closed(closed);
      return;
    }
    const ready = this.checkAll();
    if (ready === undefined || ready.length > 0) {
      this.finish(ready && this.selection.results(ready));
      return;
    }
    // A spurious wake-up: watch all descriptors again.
    for (const wait of this.waits) wait.restart();
  }

  /** Reports a socket that is closed during the wait as ready: any call on it now returns immediately. */
  closed({ index, need }: SelectionWait): void {
    if (!this.isOver) this.finish(this.selection.results([{ index, readiness: need }]));
  }

  /** Handles the result; undefined: a descriptor is not open. */
  protected abstract completed(ready: ReadyElements<Element> | undefined): void;

  /** Polls the watched descriptors once; undefined: a descriptor is not open. */
  private checkAll(): readonly ReadyEntry[] | undefined {
    // Duplicates stand for their originals.
    const fds = this.waits.map(({ watched }) => watched);
    const ready = pollMany(fds, this.selection.needs, 0);
    if (ready === NOT_OPEN) return undefined;
    return ready === CUT_SHORT ? this.checkAll() : ready;
  }

  private finish(ready: ReadyElements<Element> | undefined): void {
    this.cancel();
    this.completed(ready);
  }
}
