// Paths of unix-domain sockets, in text and in bytes.

import { isUtf8 } from "node:buffer";
import { textArgument } from "../arguments.js";
import type { Encoding } from "../bytes/encoding.js";
import { plainView } from "../bytes/plain-view.js";

/** A path, or an abstract name of Linux, which begins with NUL: text in UTF-8, Latin-1 under "latin1", or bytes. */
export type Path = string | Uint8Array;

/** The bytes of a path. @throws TypeError for what is neither text nor bytes */
export function pathArgument(value: unknown, index: number, method: string, encoding: Encoding): Uint8Array {
  const bytes = plainView(value);
  // A copy: whoever gave it may change it while we use it.
  if (bytes !== undefined) return Uint8Array.from(bytes);
  return Buffer.from(textArgument(value, index, method), encoding === "latin1" ? "latin1" : "utf8");
}

/** The text of a path. @throws TypeError for one that is not UTF-8, but under "latin1" */
export function pathText(path: Buffer, encoding: Encoding): string {
  if (encoding === "latin1") return path.toString("latin1");
  if (!isUtf8(path)) throw new TypeError('the path is not UTF-8: ask for it after setencoding("latin1")');
  return path.toString();
}
