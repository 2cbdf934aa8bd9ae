// select: readiness of many sockets (select.c).

import { MAX_FD } from "../os/socket/descriptor.ts";
import { type Need, READABLE, WRITABLE } from "./operation.ts";
import { Timeout } from "./timeout.ts";

/** A selection's entry that the kernel reported ready, and its readiness. */
export interface ReadyEntry {
  readonly index: number;
  readonly readiness: Need;
}

/** Ready elements in LuaSocket's order: those with unread bytes as passed, then by descriptor. */
export interface ReadyElements<Element> {
  readonly readable: readonly Element[];
  readonly writable: readonly Element[];
}

/** The descriptor that an element's getfd returned; -1, which is not watched, if it is invalid (select.c). */
export function selectableFd(answer: number): number {
  return answer >= 0 && answer <= MAX_FD ? Math.trunc(answer) : -1;
}

/**
 * The sockets of one select. An element is whatever object a binding selects among. Negative descriptors, those of
 * closed sockets, are ignored.
 *
 * An element with unread bytes is ready at once, whatever the kernel reports; select then does not wait and only polls
 * the others. If several elements have the same descriptor, the last one watched represents all, except for unread
 * bytes.
 */
export class Selection<Element> {
  /** The entries: descriptors and their needs. A descriptor has several entries only if it was passed several times. */
  readonly fds: number[] = [];
  readonly needs: Need[] = [];
  private readonly elements: Element[] = [];
  private positions: Map<number, number> | undefined;
  private readonly dirty: Element[] = [];
  private readonly dirtyFds = new Set<number>();
  private readonly timeout = new Timeout();

  /** @param seconds  maximum wait for the first ready element; below 0 indefinitely */
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

  /** The entry of a descriptor that is already watched for another need: poll(2) limits the number of entries. */
  private positionOf(fd: number): number | undefined {
    this.positions ??= new Map(this.fds.map((each, index) => [each, index]));
    return this.positions.get(fd);
  }

  /** The element of an entry. */
  elementAt(index: number): Element {
    return this.elements[index] as Element;
  }

  /** Marks an element, watched for reading, as having unread bytes. */
  hasUnread(fd: number, element: Element): void {
    this.dirty.push(element);
    this.dirtyFds.add(fd);
  }

  waitLimit(): number {
    return this.dirty.length > 0 ? 0 : this.timeout.waitLimit();
  }

  /** The ready elements, given the ready entries. */
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

/** Number of linear searches that cost less than a table of all entries. */
const MAX_SEARCHED = 16;

/** Sorted in ascending order, without duplicates. */
function ascending(fds: readonly number[]): readonly number[] {
  if (fds.every((fd, index) => index === 0 || fd > (fds[index - 1] as number))) return fds;
  return [...new Set(fds)].sort((a, b) => a - b);
}
