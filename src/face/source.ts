// socket.source: where a pump gets its chunks from, over a socket (LTN 12, socket.lua).

import type { Failure } from "./results.js";
import { choose } from "./skip.js";

/** A chunk and its size in bytes; or why there is none, and what had come until then. */
export type Chunk<Data> =
  | readonly [chunk: Data, size: number]
  | readonly [chunk: undefined, err: Failure, partial: Data];

/** What a source receives with: a client. */
export interface SourceSocket<Data> {
  /** As receive of a number, but rather fewer bytes than a character that is cut. */
  receivechunk(size: number): Chunk<Data>;
  close(): unknown;
  getfd(): number;
  dirty(): boolean;
}

/** A function that gives chunks. It can be given to select in place of its socket. */
export interface Source<Data> {
  /** @returns `[chunk]`, `[undefined]` at the end, or `[undefined, reason]` */
  (): readonly [chunk: Data | undefined, err?: Failure];
  getfd(): number;
  dirty(): boolean;
}

/**
 * When a source ends: `by-length` after a number of bytes, `until-closed` (the default) when the peer
 * closes; the socket is closed then, too.
 */
export type SourceMode = "by-length" | "until-closed" | "default";

/** The ways of `source`; a program may add its own. */
export type Sources<Data> = Record<string, (socket: SourceSocket<Data>, length: number) => Source<Data>>;

export interface SourceFunctions<Data> {
  /** How many bytes a source gives at a time, at most; looked at for each chunk. */
  BLOCKSIZE: number;

  /** The ways of `source` by their names; a program may add its own. */
  sourcet: Sources<Data>;

  /**
   * Makes a source over a client. A failure loses what had come of its chunk, as in LuaSocket.
   *
   * @param length  how many bytes a source `by-length` gives in all
   * @throws Error `unknown key (mode)`
   * @see LuaSocket reference, socket.source
   */
  source(mode: "by-length", socket: SourceSocket<Data>, length: number): Source<Data>;
  source(mode: SourceMode | (string & {}), socket: SourceSocket<Data>, length?: number): Source<Data>;
  source(socket: SourceSocket<Data>): Source<Data>;
}

/** @param settings  has the BLOCKSIZE of the moment */
export function sources<Data>(settings: { readonly BLOCKSIZE: number }): Sources<Data> {
  const byLength: Sources<Data>[string] = (socket, length) => {
    let left = length;
    return selectable(socket, () => {
      if (!(left > 0)) return [undefined];
      const [chunk, sizeOrError] = socket.receivechunk(Math.min(settings.BLOCKSIZE, left));
      if (chunk === undefined) return [undefined, sizeOrError as Failure];
      left -= sizeOrError as number;
      return [chunk];
    });
  };
  const untilClosed: Sources<Data>[string] = (socket) => {
    let isDone = false;
    return selectable(socket, () => {
      if (isDone) {
        // The end has cut a character: what is left is no text, and receiving it says so.
        if (socket.dirty()) socket.receivechunk(1);
        return [undefined];
      }
      const [chunk, sizeOrError, partial] = socket.receivechunk(settings.BLOCKSIZE);
      if (chunk !== undefined) return [chunk];
      if (sizeOrError !== "closed") return [undefined, sizeOrError as Failure];
      socket.close();
      isDone = true;
      return [partial as Data];
    });
  };
  return { "by-length": byLength, "until-closed": untilClosed, default: untilClosed };
}

function selectable<Data>(
  socket: SourceSocket<Data>,
  source: () => readonly [chunk: Data | undefined, err?: Failure],
): Source<Data> {
  return Object.assign(source, { getfd: () => socket.getfd(), dirty: () => socket.dirty() });
}

/** The function `source` over its ways. */
export function sourceFunction<Data>(ways: Sources<Data>): SourceFunctions<Data>["source"] {
  return choose(ways) as SourceFunctions<Data>["source"];
}
