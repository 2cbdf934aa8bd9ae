// What the calls give: LuaSocket's several results as tuples. An absent value is undefined, and a test
// of the error tells TypeScript what the other values are.

import type { Failure } from "../net/error-text.js";
import type { FamilyName } from "../net/inet/family.js";

export type { Failure };

/** One value, or why there is none. */
export type Result<Value> =
  | readonly [value: Value, err?: undefined]
  | readonly [value: undefined, err: Failure];

/** 1, or why not. */
export type Done = Result<1>;

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

/** The sockets that are ready; `err` is set if the time was up before one was. */
export type Selected<Readable, Writable> = readonly [
  readable: Readable[],
  writable: Writable[],
  err?: "timeout",
];
