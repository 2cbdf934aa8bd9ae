// socket.sink: where a pump puts its chunks, over a socket (LTN 12, socket.lua).

import type { Sendable } from "./bytes/codec.js";
import type { Sent } from "./results.js";
import { choose } from "./skip.js";

/** What a sink sends with: a client. */
export interface SinkSocket {
  send(data: Sendable): Sent;
  close(): unknown;
  getfd(): number;
  dirty(): boolean;
}

/** A function that takes chunks. It can be given to select in place of its socket. */
export interface Sink {
  /**
   * @param chunk  what is to be sent; undefined, null or left out: there is no more
   * @returns what send gives, or `[1]` for the end
   */
  (chunk?: Sendable | null | undefined, err?: unknown): Sent;
  getfd(): number;
  dirty(): boolean;
}

/** What a sink does at the end: `keep-open` leaves the socket as it is, and is the default. */
export type SinkMode = "close-when-done" | "keep-open" | "default";

function sinkThat(socket: SinkSocket, closes: boolean): Sink {
  const sink = (chunk?: Sendable | null): Sent => {
    if (chunk !== undefined && chunk !== null) return socket.send(chunk);
    if (closes) socket.close();
    return [1];
  };
  return Object.assign(sink, { getfd: () => socket.getfd(), dirty: () => socket.dirty() });
}

/** The ways of `sink`; a program may add its own. */
export type Sinks = Record<string, (socket: SinkSocket) => Sink>;

export interface SinkFunctions {
  /** The ways of `sink` by their names; a program may add its own. */
  sinkt: Sinks;

  /**
   * Makes a sink over a client.
   *
   * @throws Error `unknown key (mode)`
   * @see LuaSocket reference, socket.sink
   */
  sink(mode: SinkMode | (string & {}), socket: SinkSocket): Sink;
  sink(socket: SinkSocket): Sink;
}

export function sinkFunctions(): SinkFunctions {
  const keepOpen = (socket: SinkSocket): Sink => sinkThat(socket, false);
  const sinkt: Sinks = {
    "close-when-done": (socket) => sinkThat(socket, true),
    "keep-open": keepOpen,
    default: keepOpen,
  };
  return { sinkt, sink: choose(sinkt) as SinkFunctions["sink"] };
}
