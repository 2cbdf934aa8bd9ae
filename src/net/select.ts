// select: which of many sockets are ready (select.c).

import { type Need, READABLE } from "./operation.js";
import { Timeout } from "./timeout.js";

/** The descriptors that the kernel calls ready, each list in ascending order. */
export interface ReadyDescriptors {
  readonly readable: readonly number[];
  readonly writable: readonly number[];
}

/** The elements that are ready, in LuaSocket's order: those with unread bytes as given, then by descriptor. */
export interface ReadyElements<Element> {
  readonly readable: readonly Element[];
  readonly writable: readonly Element[];
}

/**
 * What one select watches. An element is whatever a face selects among. Descriptors below 0, those of
 * closed sockets, are not watched.
 *
 * An element with unread bytes is ready at once, whatever the kernel says; then nobody waits, and the
 * others are only looked at. If several elements have the same descriptor, the last one that was
 * watched stands for all, except for unread bytes.
 */
export class Selection<Element> {
  private readonly needs = new Map<number, Need>();
  private readonly elements = new Map<number, Element>();
  private readonly dirty: Element[] = [];
  private readonly timeout = new Timeout();

  /** @param seconds how long to wait for the first to become ready; below 0: for ever */
  constructor(seconds: number) {
    // select(2) with NaN returns at once, unlike the waits of objects.
    this.timeout.set(Number.isNaN(seconds) ? 0 : seconds, "block");
    this.timeout.start();
  }

  watch(fd: number, need: Need, element: Element): void {
    if (!(fd >= 0)) return;
    this.needs.set(fd, (this.needs.get(fd) ?? 0) | need);
    this.elements.set(fd, element);
  }

  /** Says that an element that is watched for reading has unread bytes. */
  hasUnread(fd: number, element: Element): void {
    this.dirty.push(element);
    this.needs.set(fd, (this.needs.get(fd) ?? 0) & ~READABLE);
  }

  /** The descriptors to ask the kernel about, ascending, each with what it is to be ready for. */
  entries(): [fd: number, need: Need][] {
    return [...this.needs].filter(([, need]) => need !== 0).sort(([a], [b]) => a - b);
  }

  waitLimit(): number {
    return this.dirty.length > 0 ? 0 : this.timeout.waitLimit();
  }

  results({ readable, writable }: ReadyDescriptors): ReadyElements<Element> {
    const elementOf = (fd: number) => this.elements.get(fd) as Element;
    return { readable: [...this.dirty, ...readable.map(elementOf)], writable: writable.map(elementOf) };
  }
}
