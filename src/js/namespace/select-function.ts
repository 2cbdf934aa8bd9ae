// socket.select: waits until one of many objects is ready.

import { SELECT_FAILED, TIMEOUT } from "../../net/error-text.ts";
import { READABLE, WRITABLE } from "../../net/operation.ts";
import { type ReadyElements, Selection, selectableFd } from "../../net/select.ts";
import { typeExpected } from "../../text/argument-text.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { badArgument, numberArgument, numberOfText } from "../arguments.ts";
import type { ReadyList, Selected } from "../results.ts";

/** An object that can be passed to `select`: a socket, or any object with a descriptor. */
export interface Selectable {
  /** Returns the descriptor; an object with a negative one is skipped. */
  getfd(): number;
  /** True if the object has buffered bytes; it is then readable. */
  dirty?(): boolean;
}

export interface SelectFunctions<W extends WaitMode> {
  /**
   * Waits until one of several objects is ready. A server with a pending connection is readable, and so is a
   * client with bytes, or the end of the stream, to receive.
   *
   * @param readers  objects to watch for reading
   * @param writers  objects to watch for writing
   * @param seconds  timeout in seconds; negative or omitted: wait indefinitely
   * @returns `[readable, writable]`, the ready objects: first those with buffered bytes, then the others by
   *   ascending descriptor. Each list has a membership test: `readable.has(client)`. After the timeout,
   *   `[[], [], "timeout"]`. Closed objects are skipped. With promises, an object that is closed during the wait
   *   counts as ready; its next call returns `"closed"`.
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
  // Objects without a descriptor are not in the selection, so their `dirty` is not called.
  for (let index = 0; index < selection.fds.length; index++) {
    const object = selection.elementAt(index);
    if (object.dirty?.()) selection.hasUnread(selection.fds[index] as number, object);
  }
  for (const object of writing) selection.watch(descriptorOf(object), WRITABLE, object);
  return selection;
}

/** The casts hold: each list contains only elements of the caller's list. */
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

/** Returns the descriptor of an element, -1 for none: such elements are skipped, as the manual says. */
function descriptorOf(element: unknown): number {
  const getfd = (element as Selectable | null | undefined)?.getfd;
  if (typeof getfd !== "function") return -1;
  const answer: unknown = getfd.call(element);
  const fd = typeof answer === "string" ? numberOfText(answer) : answer;
  return typeof fd === "number" ? selectableFd(fd) : -1;
}

/** Makes a ready list. `has` is not enumerable, so it does not appear when the list is compared or printed. */
function readyList<Element>(elements: readonly Element[]): ReadyList<Element> {
  let members: Set<unknown> | undefined;
  return Object.defineProperty([...elements], "has", {
    value: (object: unknown): boolean => {
      members ??= new Set(elements);
      return members.has(object);
    },
  }) as ReadyList<Element>;
}
