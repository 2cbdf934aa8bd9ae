// Closing the descriptors of unreachable objects when they are collected.

/** Owns a system resource that it can release. */
export interface Holder {
  readonly isOpen: boolean;
  /** True while a call is under way that may open it. */
  readonly isBusy: boolean;
  discard(): void;
}

/** A caller's object and the resource it holds, which must not refer back to the object. */
export interface Closable {
  readonly held: Holder;
  /** True while the object is tracked; false for a new object, and again for one that was found closed. */
  isGuarded: boolean;
}

const forgotten = new FinalizationRegistry((holder: Holder) => holder.discard());

/** Maximum number of new objects kept alive before they are registered. */
const MAX_UNREGISTERED = 64;

let recent: Closable[] = [];
let isScheduled = false;

/**
 * Releases an object's resource when the object is collected. Finalizers run in the event loop, so a program that
 * only blocks relies on close, or on process exit.
 *
 * A registered object survives the engine's young-generation collections and becomes expensive. So only objects that
 * are still open a little later are registered: short connections never are.
 */
export function closeOnCollect(object: Closable): void {
  object.isGuarded = true;
  // Excludes this object: the call that opens it has not started yet.
  if (recent.length >= MAX_UNREGISTERED) registerAll();
  recent.push(object);
  if (!isScheduled) {
    isScheduled = true;
    setImmediate(registerScheduled).unref();
  }
}

function registerScheduled(): void {
  isScheduled = false;
  registerAll();
}

function registerAll(): void {
  const objects = recent;
  recent = [];
  for (const object of objects) {
    if (object.held.isOpen || object.held.isBusy) forgotten.register(object, object.held);
    else object.isGuarded = false;
  }
}
