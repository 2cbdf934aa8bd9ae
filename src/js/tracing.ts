// Tracing in the TypeScript binding. Objects and functions of a traced namespace have a wrapper around each call;
// those of other namespaces pay nothing.

import type { Socket } from "../net/socket.ts";
import type { Encoding } from "../text/encoding.ts";
import {
  isDataArgument,
  isDataResult,
  isMemoryArgument,
  isTracedFunction,
  isTracedMethod,
} from "../trace/calls.ts";
import { elementsText, quotedBytes, quotedText, sizeText } from "../trace/text.ts";
import { type OpenCall, socketText, type Tracer } from "../trace/tracer.ts";

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

const socketOf = new WeakMap<object, Socket>();
/** Maps each class's prototype to the prototype of its traced objects. */
const prototypes = new WeakMap<object, object>();

/** Reports the calls of a new object to the tracer of its socket context. */
export function traceObject(object: object, socket: Socket): void {
  socketOf.set(object, socket);
  const prototype = Object.getPrototypeOf(object);
  let traced = prototypes.get(prototype);
  if (traced === undefined) {
    traced = tracedPrototype(prototype);
    prototypes.set(prototype, traced);
  }
  Object.setPrototypeOf(object, traced);
}

function tracedPrototype(prototype: Readonly<Record<string, unknown>>): object {
  const traced = Object.create(prototype);
  for (let at: object = prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      const isIterating = name === "lines" || name === "clients";
      if (Object.hasOwn(traced, name) || !(isIterating || isTracedMethod(name))) continue;
      const method = prototype[name] as AnyFunction;
      define(traced, name, isIterating ? tracedIteration(name, method) : tracedMethod(name, method));
    }
  }
  return traced;
}

/** Reports the calls of a namespace's functions to a tracer. */
export function traceFunctions(namespace: object, tracer: Tracer): void {
  const functions = namespace as Record<string, object>;
  for (const [name, value] of Object.entries(functions)) {
    if (isTracedFunction(name))
      functions[name] = tracedFunction(tracer, `socket.${name}`, value as AnyFunction);
  }
  for (const group of ["dns", "unix"]) {
    const members = functions[group];
    // Defold's namespace lacks `unix`. `unix` is also a function itself.
    if (members === undefined) continue;
    const traced: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(members)) {
      traced[name] = tracedFunction(tracer, `socket.${group}.${name}`, value as AnyFunction);
    }
    functions[group] =
      typeof members === "function"
        ? Object.assign(tracedFunction(tracer, `socket.${group}`, members as AnyFunction), traced)
        : traced;
  }
}

function define(object: object, name: string, value: AnyFunction): void {
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
}

function tracedFunction(tracer: Tracer, name: string, fn: AnyFunction): AnyFunction {
  return (...args) =>
    watched(tracer, undefined, undefined, name, args, resultTexts(tracer, name), () => fn(...args));
}

function tracedMethod(name: string, method: AnyFunction): AnyFunction {
  return function (...args) {
    const socket = socketOf.get(this as object);
    const tracer = socket?.context.tracer;
    if (socket === undefined || tracer === undefined) return method.apply(this, args);
    const texts = resultTexts(tracer, name);
    return watched(tracer, socket, this as object, name, args, texts, () => method.apply(this, args));
  };
}

/** Reports each step of a loop as a call. */
function tracedIteration(name: string, method: AnyFunction): AnyFunction {
  return function (...args) {
    const iterator = method.apply(this, args) as { next: AnyFunction };
    const socket = socketOf.get(this as object);
    const tracer = socket?.context.tracer;
    if (socket === undefined || tracer === undefined) return iterator;
    const { next } = iterator;
    const texts = (step: unknown): string[] => {
      const { done, value } = step as IteratorResult<unknown>;
      return done ? ["done"] : [valueText(tracer, value, true)];
    };
    const step: AnyFunction = () =>
      watched(tracer, socket, this as object, name, args, texts, () => next.call(iterator));
    define(iterator, "next", step);
    return iterator;
  };
}

type ResultTexts = (outcome: unknown) => string[];

function watched(
  tracer: Tracer,
  socket: Socket | undefined,
  object: object | undefined,
  name: string,
  args: readonly unknown[],
  texts: ResultTexts,
  call: () => unknown,
): unknown {
  const open = tracer.begin(socket, name, () => argumentTexts(tracer, name, args));
  if (open === undefined) return call();
  const gave = (outcome: unknown): unknown => {
    open.gave(() => texts(outcome), movedBytes(socket, object, outcome));
    return outcome;
  };
  const threw = rethrowing(open);
  let outcome: unknown;
  try {
    outcome = call();
  } catch (error) {
    return threw(error);
  }
  // Returns the derived promise, not the original: a rejection that the program ignores stays an unhandled one.
  return outcome instanceof Promise ? outcome.then(gave, threw) : gave(outcome);
}

function rethrowing(open: OpenCall): (error: unknown) => never {
  return (error) => {
    open.threw(error);
    throw error;
  };
}

/** Number of bytes that a datagram call moved. Streams have their own counters. */
function movedBytes(
  socket: Socket | undefined,
  object: object | undefined,
  outcome: unknown,
): number | undefined {
  if (socket === undefined || "stats" in socket || !Array.isArray(outcome)) return undefined;
  const [first] = outcome;
  if (typeof first === "number") return first;
  if (first instanceof Uint8Array) return first.length;
  if (typeof first !== "string") return 0;
  const { encoding } = object as { readonly encoding: Encoding };
  return encoding === "latin1" ? first.length : Buffer.byteLength(first);
}

function argumentTexts(tracer: Tracer, name: string, args: readonly unknown[]): string[] {
  return args.map((value, index) =>
    isMemoryArgument(name, index) && value instanceof Uint8Array
      ? sizeText(value.length)
      : valueText(tracer, value, isDataArgument(name, index)),
  );
}

function resultTexts(tracer: Tracer, name: string): ResultTexts {
  return (outcome) => {
    if (!Array.isArray(outcome)) return [valueText(tracer, outcome, false)];
    const isFailure = outcome[0] === undefined;
    return Array.from(outcome, (value, index) =>
      valueText(tracer, value, isDataResult(name, index, isFailure)),
    );
  };
}

function valueText(tracer: Tracer, value: unknown, isData: boolean): string {
  const isHidden = isData && !tracer.showsData;
  if (typeof value === "string") return isHidden ? sizeText(Buffer.byteLength(value)) : quotedText(value);
  if (value instanceof Uint8Array) return isHidden ? sizeText(value.length) : quotedBytes(value);
  if (typeof value === "function") return "function";
  if (typeof value === "symbol") return "symbol";
  if (typeof value !== "object" || value === null) return String(value);
  const socket = socketOf.get(value);
  if (socket !== undefined) return socketText(socket);
  if (!Array.isArray(value)) return "{...}";
  return `[${elementsText(value.length, (index) => valueText(tracer, value[index], isData))}]`;
}
