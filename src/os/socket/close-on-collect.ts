// Closing what a program has lost: an object that is collected gives its descriptor back.

/** What holds something of the system's that it can give back. */
export interface Holder {
  readonly isOpen: boolean;
  /** Whether a call is under way that may open it. */
  readonly isBusy: boolean;
  discard(): void;
}

/** An object of the program's, and what it holds, which must not refer to it. */
export interface Closable {
  readonly held: Holder;
  /** Whether it is taken care of; false for a new object, and again for one that was found closed. */
  isGuarded: boolean;
}

const forgotten = new FinalizationRegistry((holder: Holder) => holder.discard());

/** How many new objects are kept alive at most, until it shows whether they are there to stay. */
const MAX_UNREGISTERED = 64;

let recent: Closable[] = [];
let isTurnAwaited = false;

/**
 * Has what an object holds given back when the object is collected. That happens in a turn of the event loop, so
 * a program that only blocks relies on close, or on its end.
 *
 * An object that the registry knows survives the engine's quick collections, and then costs much. So the registry
 * is told of those only that are still open a little later: short connections never are.
 */
export function closeOnCollect(object: Closable): void {
  object.isGuarded = true;
  // Before this one joins them: what opens it is only about to begin.
  if (recent.length >= MAX_UNREGISTERED) registerAll();
  recent.push(object);
  if (!isTurnAwaited) {
    isTurnAwaited = true;
    setImmediate(registerInTurn).unref();
  }
}

function registerInTurn(): void {
  isTurnAwaited = false;
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
