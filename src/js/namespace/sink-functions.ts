// socket.sink: LTN 12 sinks that send to a socket (socket.lua).

import type { Driver, Outcome, WaitMode } from "../../wait/mode.ts";
import type { Sendable } from "../encoding/codec.ts";
import type { Sent } from "../results.ts";
import { choose } from "./skip-and-choose.ts";

/** The object that a sink sends with: a client. */
export interface SinkSocket<W extends WaitMode = "blocking"> {
  /** Sends, like a client's `send`. */
  send(data: Sendable): Outcome<W, Sent>;
  /** Called at the end by modes that close the socket. */
  close(): unknown;
  /** Returns the socket's descriptor, for `select`. */
  getfd(): number;
  /** True if the socket has buffered bytes. */
  dirty(): boolean;
}

/** A function that takes chunks. It can be passed to `select` in place of its socket. */
export interface Sink<W extends WaitMode = "blocking"> {
  /**
   * @param chunk  the data to send; undefined, null or omitted marks the end
   * @returns the results of `send`; `[1]` for the end
   */
  (chunk?: Sendable | null | undefined, err?: unknown): Outcome<W, Sent>;
  /** Returns the socket's descriptor, for `select`. */
  getfd(): number;
  /** True if the socket has buffered bytes. */
  dirty(): boolean;
}

/** The effect of the end on the socket: `keep-open` (default) leaves it open, `close-when-done` closes it. */
export type SinkMode = "close-when-done" | "keep-open" | "default";

function sinkThat<W extends WaitMode>(driver: Driver<W>, socket: SinkSocket<W>, closes: boolean): Sink<W> {
  const sink = (chunk?: Sendable | null): Outcome<W, Sent> => {
    if (chunk !== undefined && chunk !== null) return socket.send(chunk);
    if (closes) socket.close();
    return driver.of<Sent>([1]);
  };
  return Object.assign(sink, { getfd: () => socket.getfd(), dirty: () => socket.dirty() });
}

/** The modes of `sink`; a program may add its own. */
export type Sinks<W extends WaitMode = "blocking"> = Record<string, (socket: SinkSocket<W>) => Sink<W>>;

export interface SinkFunctions<W extends WaitMode> {
  /** The modes of `sink` by name; a program may add its own. */
  sinkt: Sinks<W>;

  /**
   * Makes a sink over a client.
   *
   * @throws Error `unknown key (mode)`
   * @see LuaSocket reference, socket.sink
   */
  sink(mode: SinkMode | (string & {}), socket: SinkSocket<W>): Sink<W>;
  /** Same as `sink("default", socket)`: keeps the socket open. */
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
