// socket.source: where a pump gets its chunks from, over a socket (LTN 12, socket.lua).

import type { Driver, Outcome, WaitMode } from "../../wait/mode.ts";
import type { Chunk, Failure } from "../results.ts";
import { choose } from "./skip-and-choose.ts";

/** What a source receives with: a client. */
export interface SourceSocket<Data, W extends WaitMode = "blocking"> {
  /** As receive of a number, but rather fewer bytes than a character that is cut. */
  receivechunk(size: number): Outcome<W, Chunk<Data>>;
  /** Called at the end, by the modes that say so. */
  close(): unknown;
  /** That of the socket: `select` takes this in its place. */
  getfd(): number;
  /** Whether the socket holds received bytes that nobody has asked for. */
  dirty(): boolean;
}

/** What a source gives: the next chunk, or the end and why. */
export type Sourced<Data> = readonly [chunk: Data | undefined, err?: Failure];

/** A function that gives chunks. It can be given to select in place of its socket. */
export interface Source<Data, W extends WaitMode = "blocking"> {
  /** @returns `[chunk]`, `[undefined]` at the end, or `[undefined, reason]` */
  (): Outcome<W, Sourced<Data>>;
  /** That of the socket: `select` takes this in its place. */
  getfd(): number;
  /** Whether the socket holds received bytes that nobody has asked for. */
  dirty(): boolean;
}

/**
 * When a source ends: `by-length` after a number of bytes, `until-closed` (the default) when the peer
 * closes; the socket is closed then, too.
 */
export type SourceMode = "by-length" | "until-closed" | "default";

/** The ways of `source`; a program may add its own. */
export type Sources<Data, W extends WaitMode = "blocking"> = Record<
  string,
  (socket: SourceSocket<Data, W>, length: number) => Source<Data, W>
>;

export interface SourceFunctions<Data, W extends WaitMode> {
  /** How many bytes a source gives at a time, at most; looked at for each chunk. */
  BLOCKSIZE: number;

  /** The ways of `source` by their names; a program may add its own. */
  sourcet: Sources<Data, W>;

  /**
   * Makes a source over a client. A failure loses what had come of its chunk, as in LuaSocket.
   *
   * @param length  how many bytes a source `by-length` gives in all
   * @throws Error `unknown key (mode)`
   * @see LuaSocket reference, socket.source
   */
  source(mode: "by-length", socket: SourceSocket<Data, W>, length: number): Source<Data, W>;
  /** A source of a program's own, or of a mode that needs no length. */
  source(mode: SourceMode | (string & {}), socket: SourceSocket<Data, W>, length?: number): Source<Data, W>;
  /** As `source("until-closed", socket)`. */
  source(socket: SourceSocket<Data, W>): Source<Data, W>;
}

/** @param settings  has the BLOCKSIZE of the moment */
export function sources<Data, W extends WaitMode>(
  settings: { readonly BLOCKSIZE: number },
  driver: Driver<W>,
): Sources<Data, W> {
  const byLength: Sources<Data, W>[string] = (socket, length) => {
    let left = length;
    const taken = ([chunk, sizeOrError]: Chunk<Data>): Sourced<Data> => {
      if (chunk === undefined) return [undefined, sizeOrError as Failure];
      left -= sizeOrError as number;
      return [chunk];
    };
    return selectable(socket, () =>
      left > 0
        ? driver.after<Chunk<Data>, Sourced<Data>>(
            socket.receivechunk(Math.min(settings.BLOCKSIZE, left)),
            taken,
          )
        : driver.of<Sourced<Data>>([undefined]),
    );
  };
  const untilClosed: Sources<Data, W>[string] = (socket) => {
    let isDone = false;
    const taken = ([chunk, sizeOrError, partial]: Chunk<Data>): Sourced<Data> => {
      if (chunk !== undefined) return [chunk];
      if (sizeOrError !== "closed") return [undefined, sizeOrError as Failure];
      socket.close();
      isDone = true;
      return [partial as Data];
    };
    return selectable(socket, () => {
      if (!isDone)
        return driver.after<Chunk<Data>, Sourced<Data>>(socket.receivechunk(settings.BLOCKSIZE), taken);
      if (!socket.dirty()) return driver.of<Sourced<Data>>([undefined]);
      // The end has cut a character: what is left is no text, and receiving it says so.
      return driver.after<Chunk<Data>, Sourced<Data>>(socket.receivechunk(1), () => [undefined]);
    });
  };
  return { "by-length": byLength, "until-closed": untilClosed, default: untilClosed };
}

function selectable<Data, W extends WaitMode>(
  socket: SourceSocket<Data, W>,
  source: () => Outcome<W, Sourced<Data>>,
): Source<Data, W> {
  return Object.assign(source, { getfd: () => socket.getfd(), dirty: () => socket.dirty() });
}

/** The function `source` over its ways. */
export function sourceFunction<Data, W extends WaitMode>(
  ways: Sources<Data, W>,
): SourceFunctions<Data, W>["source"] {
  return choose(ways) as SourceFunctions<Data, W>["source"];
}
