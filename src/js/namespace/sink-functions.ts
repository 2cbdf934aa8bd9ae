// socket.sink: where a pump puts its chunks, over a socket (LTN 12, socket.lua).

import type { Driver, Outcome, WaitMode } from "../../wait/mode.ts";
import type { Sendable } from "../encoding/codec.ts";
import type { Sent } from "../results.ts";
import { choose } from "./skip-and-choose.ts";

/** What a sink sends with: a client. */
export interface SinkSocket<W extends WaitMode = "blocking"> {
  /** As `send` of a client. */
  send(data: Sendable): Outcome<W, Sent>;
  /** Called at the end, by the modes that say so. */
  close(): unknown;
  /** That of the socket: `select` takes this in its place. */
  getfd(): number;
  /** Whether the socket holds received bytes that nobody has asked for. */
  dirty(): boolean;
}

/** A function that takes chunks. It can be given to select in place of its socket. */
export interface Sink<W extends WaitMode = "blocking"> {
  /**
   * @param chunk  what is to be sent; undefined, null or left out: there is no more
   * @returns what send gives, or `[1]` for the end
   */
  (chunk?: Sendable | null | undefined, err?: unknown): Outcome<W, Sent>;
  /** That of the socket: `select` takes this in its place. */
  getfd(): number;
  /** Whether the socket holds received bytes that nobody has asked for. */
  dirty(): boolean;
}

/** What a sink does at the end: `keep-open` leaves the socket as it is, and is the default. */
export type SinkMode = "close-when-done" | "keep-open" | "default";

function sinkThat<W extends WaitMode>(driver: Driver<W>, socket: SinkSocket<W>, closes: boolean): Sink<W> {
  const sink = (chunk?: Sendable | null): Outcome<W, Sent> => {
    if (chunk !== undefined && chunk !== null) return socket.send(chunk);
    if (closes) socket.close();
    return driver.of<Sent>([1]);
  };
  return Object.assign(sink, { getfd: () => socket.getfd(), dirty: () => socket.dirty() });
}

/** The ways of `sink`; a program may add its own. */
export type Sinks<W extends WaitMode = "blocking"> = Record<string, (socket: SinkSocket<W>) => Sink<W>>;

export interface SinkFunctions<W extends WaitMode> {
  /** The ways of `sink` by their names; a program may add its own. */
  sinkt: Sinks<W>;

  /**
   * Makes a sink over a client.
   *
   * @throws Error `unknown key (mode)`
   * @see LuaSocket reference, socket.sink
   */
  sink(mode: SinkMode | (string & {}), socket: SinkSocket<W>): Sink<W>;
  /** As `sink("default", socket)`, which keeps the socket open. */
  sink(socket: SinkSocket<W>): Sink<W>;
}

export function sinkFunctions<W extends WaitMode>(driver: Driver<W>): SinkFunctions<W> {
  const keepOpen = (socket: SinkSocket<W>): Sink<W> => sinkThat(driver, socket, false);
  const sinkt: Sinks<W> = {
    "close-when-done": (socket) => sinkThat(driver, socket, true),
    "keep-open": keepOpen,
    default: keepOpen,
  };
  return { sinkt, sink: choose(sinkt) as SinkFunctions<W>["sink"] };
}
