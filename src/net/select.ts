// select: which of many sockets are ready (select.c).

import { MAX_FD } from "../os/socket/descriptor.ts";
import { type Need, READABLE, WRITABLE } from "./operation.ts";
import { Timeout } from "./timeout.ts";

/** An entry of a selection that the kernel calls ready, and for what. */
export interface ReadyEntry {
  readonly index: number;
  readonly readiness: Need;
}

/** The elements that are ready, in LuaSocket's order: those with unread bytes as given, then by descriptor. */
export interface ReadyElements<Element> {
  readonly readable: readonly Element[];
  readonly writable: readonly Element[];
}

/** The descriptor that the getfd of an element has returned; -1, which is not watched, where that is none (getfd in select.c). */
export function selectableFd(answer: number): number {
  return answer >= 0 && answer <= MAX_FD ? Math.trunc(answer) : -1;
}

/**
 * What one select watches. An element is whatever a binding selects among. Descriptors below 0, those of
 * closed sockets, are not watched.
 *
 * An element with unread bytes is ready at once, whatever the kernel says; then nobody waits, and the
 * others are only looked at. If several elements have the same descriptor, the last one that was
 * watched stands for all, except for unread bytes.
 */
export class Selection<Element> {
  /** The entries: descriptors, and what each is to be ready for. A descriptor has several only if it is given several times. */
  readonly fds: number[] = [];
  readonly needs: Need[] = [];
  private readonly elements: Element[] = [];
  private positions: Map<number, number> | undefined;
  private readonly dirty: Element[] = [];
  private readonly dirtyFds = new Set<number>();
  private readonly timeout = new Timeout();

  /** @param seconds how long to wait for the first to become ready; below 0: for ever */
  constructor(seconds: number) {
    // select(2) with NaN returns at once, unlike the waits of objects.
    this.timeout.set(Number.isNaN(seconds) ? 0 : seconds, "block");
    this.timeout.start();
  }

  watch(fd: number, need: Need, element: Element): void {
    if (!(fd >= 0)) return;
    const index = need === this.needs[0] ? undefined : this.positionOf(fd);
    if (index !== undefined) {
      this.needs[index] = (this.needs[index] as Need) | need;
      this.elements[index] = element;
      return;
    }
    this.positions?.set(fd, this.fds.length);
    this.fds.push(fd);
    this.needs.push(need);
    this.elements.push(element);
  }

  /** The entry of a descriptor, for what is watched for something else, too: poll(2) takes no more than can be open. */
  private positionOf(fd: number): number | undefined {
    this.positions ??= new Map(this.fds.map((each, index) => [each, index]));
    return this.positions.get(fd);
  }

  /** What stands for an entry. */
  elementAt(index: number): Element {
    return this.elements[index] as Element;
  }

  /** Says that an element that is watched for reading has unread bytes. */
  hasUnread(fd: number, element: Element): void {
    this.dirty.push(element);
    this.dirtyFds.add(fd);
  }

  waitLimit(): number {
    return this.dirty.length > 0 ? 0 : this.timeout.waitLimit();
  }

  /** What is ready, once the entries have been looked at. */
  results(ready: readonly ReadyEntry[]): ReadyElements<Element> {
    if (ready.length === 0) return { readable: [...this.dirty], writable: [] };
    const readable: number[] = [];
    const writable: number[] = [];
    for (const { index, readiness } of ready) {
      const fd = this.fds[index] as number;
      if (readiness & READABLE && !this.dirtyFds.has(fd)) readable.push(fd);
      if (readiness & WRITABLE) writable.push(fd);
    }
    return {
      readable: [...this.dirty, ...this.elementsOf(ascending(readable))],
      writable: this.elementsOf(ascending(writable)),
    };
  }

  private elementsOf(fds: readonly number[]): Element[] {
    const { elements } = this;
    if (fds.length <= MAX_SEARCHED) return fds.map((fd) => elements[this.fds.lastIndexOf(fd)] as Element);
    const last = new Map(this.fds.map((fd, index) => [fd, index]));
    return fds.map((fd) => elements[last.get(fd) as number] as Element);
  }
}

/** So many searches cost less than a table of all entries. */
const MAX_SEARCHED = 16;

/** In ascending order, each once. */
function ascending(fds: readonly number[]): readonly number[] {
  if (fds.every((fd, index) => index === 0 || fd > (fds[index - 1] as number))) return fds;
  return [...new Set(fds)].sort((a, b) => a - b);
}
