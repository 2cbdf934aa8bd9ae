// LuaSocket's multiple results as tuples. An absent value is undefined; testing the error narrows the
// types of the other values.

import type { Failure } from "../net/error-text.ts";
import type { FamilyName } from "../net/inet/family.ts";
import type { Name } from "../net/inet/inet.ts";
import type { SteppedOperation } from "../net/operation.ts";
import type { Linger } from "../net/options/option.ts";

/** SO_LINGER: whether close waits for unsent data, and for how many seconds. */
export type { Failure, Linger };

/** One value, or the failure. */
export type Result<Value> =
  | readonly [value: Value, err?: undefined]
  | readonly [value: undefined, err: Failure];

/** One value; cannot fail. */
export type Always<Value> = readonly [value: Value, err?: undefined];

/** 1, or the failure. */
export type Done = Result<1>;

/** Returns the result of a call that can only succeed or fail. */
export function done(failure: Failure | undefined): Done {
  return failure === undefined ? [1] : [undefined, failure];
}

/** Returns the `done` result of a finished operation. */
export function outcomeOf(_caller: unknown, operation: SteppedOperation<Failure | undefined>): Done {
  return done(operation.take());
}

/** The received data, or the failure and the data received before it. */
export type Received<Data> =
  | readonly [data: Data, err?: undefined, partial?: undefined]
  | readonly [data: undefined, err: Failure, partial: Data];

/** The index of the last byte sent; on failure it is the third value. */
export type Sent =
  | readonly [last: number, err?: undefined, partial?: undefined]
  | readonly [last: undefined, err: Failure, partial: number];

/** The address of one end of a connection. */
export type Named =
  | readonly [host: string, port: number, family: FamilyName]
  | readonly [host: undefined, err: Failure];

/** Returns an address as a tuple. */
export function named(name: Name | Failure): Named {
  return typeof name === "string" ? [undefined, name] : [name.host, name.port, name.family];
}

/** Number of bytes written to the caller's buffer; on failure it is the third value. */
export type Filled =
  | readonly [count: number, err?: undefined, partial?: undefined]
  | readonly [count: undefined, err: Failure, partial: number];

/** A datagram and its sender: address and port, or path. */
export type ReceivedFrom<Data, Sender extends readonly unknown[]> =
  | readonly [datagram: Data, ...sender: Sender]
  | readonly [datagram: undefined, err: Failure];

/** An array of the ready objects, with a membership test. */
export interface ReadyList<Element> extends Array<Element> {
  /** True if `select` returned the object in this list. Later changes of the array do not count. */
  has(object: unknown): boolean;
}

/** The ready objects; `err` is `"timeout"` if none became ready in time. */
export type Selected<Readable, Writable> = readonly [
  readable: ReadyList<Readable>,
  writable: ReadyList<Writable>,
  err?: "timeout",
];

/** A chunk and its size in bytes; or the failure and the data received before it. */
export type Chunk<Data> =
  | readonly [chunk: Data, size: number]
  | readonly [chunk: undefined, err: Failure, partial: Data];
