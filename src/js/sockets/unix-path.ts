// Paths of unix-domain sockets, as text and as bytes.

import { isUtf8 } from "node:buffer";
import type { Socket } from "../../net/socket.ts";
import { bindUnix, unixName } from "../../net/unix/unix-address.ts";
import type { Encoding } from "../../text/encoding.ts";
import { plainView } from "../../text/plain-view.ts";
import { textArgument } from "../arguments.ts";
import { checkText } from "../encoding/outgoing.ts";
import { type Done, done, type Result } from "../results.ts";

/** A path, or an abstract name of Linux, which begins with NUL: text in UTF-8, Latin-1 under "latin1", or bytes. */
export type Path = string | Uint8Array;

/** Returns the bytes of a path. @throws TypeError if it is neither text nor bytes */
export function pathArgument(value: unknown, index: number, method: string, encoding: Encoding): Uint8Array {
  const bytes = plainView(value);
  // A copy: the caller may change its buffer during the call.
  if (bytes !== undefined) return Uint8Array.from(bytes);
  const text = textArgument(value, index, method);
  checkText(text, encoding, method, index);
  return Buffer.from(text, encoding === "latin1" ? "latin1" : "utf8");
}

/** Returns the text of a path. @throws TypeError if it is not UTF-8, except under "latin1" */
export function pathText(path: Buffer, encoding: Encoding): string {
  if (encoding === "latin1") return path.toString("latin1");
  if (!isUtf8(path)) throw new TypeError('the path is not UTF-8: read it after setencoding("latin1")');
  return path.toString();
}

/** `bind` of both kinds of unix-domain objects; `method` is the name it was called by. */
export function bindToPath(socket: Socket, path: unknown, method: string, encoding: Encoding): Done {
  return done(bindUnix(socket, pathArgument(path, 1, method, encoding)));
}

/** `getsockname` of both kinds of unix-domain objects. */
export function boundPath(socket: Socket, encoding: Encoding): Result<string> {
  const path = unixName(socket);
  return typeof path === "string" ? [undefined, path] : [pathText(path, encoding)];
}
