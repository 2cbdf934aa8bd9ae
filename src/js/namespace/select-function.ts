// socket.select: which of many objects are ready.

import { SELECT_FAILED, TIMEOUT } from "../../net/error-text.ts";
import { READABLE, WRITABLE } from "../../net/operation.ts";
import { type ReadyElements, Selection, selectableFd } from "../../net/select.ts";
import { typeExpected } from "../../text/argument-text.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { badArgument, numberArgument, numberOfText } from "../arguments.ts";
import type { ReadyList, Selected } from "../results.ts";

/** What can be selected: sockets, and any object that knows its descriptor. */
export interface Selectable {
  /** The descriptor; below 0, the object is passed over. */
  getfd(): number;
  /** Whether the object holds bytes that were received and not asked for: it is ready then. */
  dirty?(): boolean;
}

export interface SelectFunctions<W extends WaitMode> {
  /**
   * Waits until one of several objects is ready. A server with a connection to accept is readable, and so
   * is a client with something to receive, be it the end.
   *
   * @param readers  objects to be watched for reading
   * @param writers  objects to be watched for writing
   * @param seconds  how long to wait; below 0, or left out: for ever
   * @returns `[readable, writable]`, those that are ready: first the ones that hold unread bytes, the
   *   others by ascending descriptor. Each list can also be asked: `readable.has(client)`. If there are none, `[[], [], "timeout"]`.
   *   A closed object is passed over. With promises, one that is closed meanwhile is given as ready: its next call
   *   gives `"closed"`.
   * @throws TypeError for arguments of the wrong type; Error "select failed" for a descriptor that is not
   *   open
   * @see LuaSocket reference, socket.select; poll(2)
   */
  select<R extends Selectable, S extends Selectable>(
    readers?: readonly R[] | null | undefined,
    writers?: readonly S[] | null | undefined,
    seconds?: number,
    options?: OptionsOf<W>,
  ): Outcome<W, Selected<R, S>>;
}

export function selectFunctions<W extends WaitMode>(driver: Driver<W>): SelectFunctions<W> {
  return {
    select<R extends Selectable, S extends Selectable>(
      readers?: readonly R[] | null,
      writers?: readonly S[] | null,
      seconds = -1,
      options: OptionsOf<W> | undefined = undefined,
    ) {
      return driver.runSelection(selectionOf(readers, writers, seconds), selected<R, S>, options);
    },
  };
}

function selectionOf(readers: unknown, writers: unknown, seconds: unknown): Selection<Selectable> {
  const reading = listArgument(readers, 1);
  const writing = listArgument(writers, 2);
  const selection = new Selection<Selectable>(numberArgument(seconds, 3, "select"));
  for (const object of reading) selection.watch(descriptorOf(object), READABLE, object);
  // What has no descriptor is not among the entries, and is not asked.
  for (let index = 0; index < selection.fds.length; index++) {
    const object = selection.elementAt(index);
    if (object.dirty?.()) selection.hasUnread(selection.fds[index] as number, object);
  }
  for (const object of writing) selection.watch(descriptorOf(object), WRITABLE, object);
  return selection;
}

/** The elements are those that came in, each list of its own kind. */
function selected<R, S>(ready: ReadyElements<Selectable> | undefined): Selected<R, S> {
  if (ready === undefined) throw new Error(SELECT_FAILED);
  const readable = readyList(ready.readable as readonly R[]);
  const writable = readyList(ready.writable as readonly S[]);
  return readable.length + writable.length > 0 ? [readable, writable] : [readable, writable, TIMEOUT];
}

function listArgument(value: unknown, index: number): readonly Selectable[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw badArgument(index, "select", typeExpected("table", typeof value));
}

/** The descriptor of an element, -1 for what has none: that is passed over, as the manual says. */
function descriptorOf(element: unknown): number {
  const getfd = (element as Selectable | null | undefined)?.getfd;
  if (typeof getfd !== "function") return -1;
  const answer: unknown = getfd.call(element);
  const fd = typeof answer === "string" ? numberOfText(answer) : answer;
  return typeof fd === "number" ? selectableFd(fd) : -1;
}

/** A list of elements. Its `has` is no element, and does not show where the list is compared or printed. */
function readyList<Element>(elements: readonly Element[]): ReadyList<Element> {
  let members: Set<unknown> | undefined;
  return Object.defineProperty([...elements], "has", {
    value: (object: unknown): boolean => {
      members ??= new Set(elements);
      return members.has(object);
    },
  }) as ReadyList<Element>;
}
