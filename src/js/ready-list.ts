// The lists that select gives.

/** An array of those that are ready, which can also be asked for one of them. */
export interface ReadyList<Element> extends Array<Element> {
  /** Whether an object is in the list; it was when select gave it. */
  has(object: unknown): boolean;
}

/** A list of elements. Its `has` is no element, and does not show where the list is compared or printed. */
export function readyList<Element>(elements: readonly Element[]): ReadyList<Element> {
  let members: Set<unknown> | undefined;
  return Object.defineProperty([...elements], "has", {
    value: (object: unknown): boolean => {
      members ??= new Set(elements);
      return members.has(object);
    },
  }) as ReadyList<Element>;
}
