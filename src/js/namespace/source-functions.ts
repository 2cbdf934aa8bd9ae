// socket.source: LTN 12 sources that receive from a socket (socket.lua).

import type { Driver, Outcome, WaitMode } from "../../wait/mode.ts";
import type { Chunk, Failure } from "../results.ts";
import { choose } from "./skip-and-choose.ts";

/** The object that a source receives with: a client. */
export interface SourceSocket<Data, W extends WaitMode = "blocking"> {
  /** Receives up to `size` bytes, fewer if the last character would be cut. */
  receivechunk(size: number): Outcome<W, Chunk<Data>>;
  /** Called at the end by modes that close the socket. */
  close(): unknown;
  /** Returns the socket's descriptor, for `select`. */
  getfd(): number;
  /** True if the socket has buffered bytes. */
  dirty(): boolean;
}

/** The next chunk; undefined at the end, with the failure if there was one. */
export type Sourced<Data> = readonly [chunk: Data | undefined, err?: Failure];

/** A function that returns chunks. It can be passed to `select` in place of its socket. */
export interface Source<Data, W extends WaitMode = "blocking"> {
  /** @returns `[chunk]`, `[undefined]` at the end, or `[undefined, reason]` */
  (): Outcome<W, Sourced<Data>>;
  /** Returns the socket's descriptor, for `select`. */
  getfd(): number;
  /** True if the socket has buffered bytes. */
  dirty(): boolean;
}

/**
 * The end of a source: `by-length` ends after a number of bytes, `until-closed` (default) when the peer closes;
 * it then closes the socket.
 */
export type SourceMode = "by-length" | "until-closed" | "default";

/** The modes of `source`; a program may add its own. */
export type Sources<Data, W extends WaitMode = "blocking"> = Record<
  string,
  (socket: SourceSocket<Data, W>, length: number) => Source<Data, W>
>;

export interface SourceFunctions<Data, W extends WaitMode> {
  /** Maximum number of bytes per chunk of a source; read for each chunk. */
  BLOCKSIZE: number;

  /** The modes of `source` by name; a program may add its own. */
  sourcet: Sources<Data, W>;

  /**
   * Makes a source over a client. A failure loses the received part of its chunk, as in LuaSocket.
   *
   * @param length  total number of bytes of a source `by-length`
   * @throws Error `unknown key (mode)`
   * @see LuaSocket reference, socket.source
   */
  source(mode: "by-length", socket: SourceSocket<Data, W>, length: number): Source<Data, W>;
  /** Makes a source of another mode: `until-closed`, or one that the program has added to `sourcet`. */
  source(mode: SourceMode | (string & {}), socket: SourceSocket<Data, W>, length?: number): Source<Data, W>;
  /** Same as `source("until-closed", socket)`. */
  source(socket: SourceSocket<Data, W>): Source<Data, W>;
}

/** @param settings  the object whose BLOCKSIZE is read for each chunk */
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
      // The stream ended inside a character: receiving the rest throws that it is not UTF-8.
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

/** Makes the function `source` from its modes. */
export function sourceFunction<Data, W extends WaitMode>(
  ways: Sources<Data, W>,
): SourceFunctions<Data, W>["source"] {
  return choose(ways) as SourceFunctions<Data, W>["source"];
}
