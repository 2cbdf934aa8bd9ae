// What the calls give: LuaSocket's several results as tuples. An absent value is undefined, and a test
// of the error tells TypeScript what the other values are.

import type { Failure } from "../net/error-text.ts";
import type { FamilyName } from "../net/inet/family.ts";
import type { Name } from "../net/inet/inet.ts";
import type { SteppedOperation } from "../net/operation.ts";
import type { Linger } from "../net/options/option.ts";

/** SO_LINGER: whether close waits for unsent data, and for how many seconds. */
export type { Failure, Linger };

/** One value, or why there is none. */
export type Result<Value> =
  | readonly [value: Value, err?: undefined]
  | readonly [value: undefined, err: Failure];

/** One value, always. */
export type Always<Value> = readonly [value: Value, err?: undefined];

/** 1, or why not. */
export type Done = Result<1>;

/** What came of a call that gives nothing else. */
export function done(failure: Failure | undefined): Done {
  return failure === undefined ? [1] : [undefined, failure];
}

/** As done, of an operation that has ended. */
export function outcomeOf(_caller: unknown, operation: SteppedOperation<Failure | undefined>): Done {
  return done(operation.take());
}

/** What was received, or why not and what had come until then. */
export type Received<Data> =
  | readonly [data: Data, err?: undefined, partial?: undefined]
  | readonly [data: undefined, err: Failure, partial: Data];

/** The index of the last byte that was sent, or why not all were and the index of the last that was. */
export type Sent =
  | readonly [last: number, err?: undefined, partial?: undefined]
  | readonly [last: undefined, err: Failure, partial: number];

/** An end of a connection. */
export type Named =
  | readonly [host: string, port: number, family: FamilyName]
  | readonly [host: undefined, err: Failure];

/** As a tuple. */
export function named(name: Name | Failure): Named {
  return typeof name === "string" ? [undefined, name] : [name.host, name.port, name.family];
}

/** How many bytes stand in the caller's memory now, all of them or those that came before the failure. */
export type Filled =
  | readonly [count: number, err?: undefined, partial?: undefined]
  | readonly [count: undefined, err: Failure, partial: number];

/** A datagram and who sent it: the sender's address and port, or its path. */
export type ReceivedFrom<Data, Sender extends readonly unknown[]> =
  | readonly [datagram: Data, ...sender: Sender]
  | readonly [datagram: undefined, err: Failure];

/** An array of those that are ready, which can also be asked for one of them. */
export interface ReadyList<Element> extends Array<Element> {
  /** Whether an object is in the list; it was when select gave it. */
  has(object: unknown): boolean;
}

/** The sockets that are ready; `err` is set if the time was up before one was. */
export type Selected<Readable, Writable> = readonly [
  readable: ReadyList<Readable>,
  writable: ReadyList<Writable>,
  err?: "timeout",
];

/** A chunk and its size in bytes; or why there is none, and what had come until then. */
export type Chunk<Data> =
  | readonly [chunk: Data, size: number]
  | readonly [chunk: undefined, err: Failure, partial: Data];
