// The unix-domain stream object, with the methods of all three of LuaSocket's classes.

import { UNIX_STREAM_OPTIONS } from "../../net/options/unix-options.ts";
import { UNIX_METHOD_ROLES } from "../../net/roles.ts";
import { connectPathOperation, type UnixStream } from "../../net/unix/unix-stream.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import type { DataOf } from "../encoding/codec.ts";
import { type Done, outcomeOf, type Result } from "../results.ts";
import type { UnixStreamOptionValues } from "./option-values.ts";
import { setoption } from "./options.ts";
import { ServingObject } from "./serving-object.ts";
import { bindToPath, boundPath, type Path, pathArgument } from "./unix-path.ts";

/**
 * A unix-domain stream. `socket.unix.stream()` makes it a master; `connect` turns it into a client, `listen` into a
 * server. Like TCP, except that a failed `bind` or `connect` closes the object, and options cannot be read.
 */
export class UnixStreamObject<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends ServingObject<D, "unixstream", UnixStream, W, UnixStreamObject<D, W>> {
  /** Internal: programs use `socket.unix.stream()`. */
  constructor(socket: UnixStream, encoding: Encoding, driver: Driver<W>) {
    super(socket, encoding, driver, UNIX_METHOD_ROLES);
  }

  /**
   * Binds this master to a path. This creates a socket file, which remains after the object is closed and must be
   * removed before the path can be bound again.
   *
   * @param path  up to 107 bytes; a path that begins with NUL is an abstract name of Linux, without a file
   * @returns `[1]`, or `[undefined, reason]`: `"address already in use"`, `"path too long"`. Every failure except the
   *   latter closes the object.
   * @throws TypeError on a client or server
   * @see bind(2), unix(7)
   */
  bind(path: Path): Done {
    this.require(this.roles.bind, "bind");
    return bindToPath(this.socket, path, "bind", this.encoding);
  }

  /** LuaSocket's other name for `bind`. */
  setsockname(path: Path): Done {
    this.require(this.roles.setsockname, "setsockname");
    return bindToPath(this.socket, path, "setsockname", this.encoding);
  }

  /**
   * Connects to the server at a path. Waits while the server's backlog is full.
   *
   * @returns `[1]`, and the object is a client; or `[undefined, reason]`: `"connection refused"` if no server listens
   *   any more, `"No such file or directory"`, `"timeout"`; the object is then closed
   * @throws TypeError on a client or server
   * @see connect(2), unix(7)
   */
  connect(path: Path, options?: OptionsOf<W>): Outcome<W, Done> {
    return this.connectAs("connect", path, options);
  }

  /** LuaSocket's other name for `connect`. @returns as `connect`, also after a timeout and when closed */
  setpeername(path: Path, options?: OptionsOf<W>): Outcome<W, Done> {
    return this.connectAs("setpeername", path, options);
  }

  /** Returns the path that the object is bound to, `[""]` for none; or `[undefined, reason]`. */
  getsockname(): Result<string> {
    return boundPath(this.socket, this.encoding);
  }

  /**
   * Sets an option of the socket.
   *
   * @returns `[1]`, or `[undefined, "setsockopt failed"]`
   * @throws TypeError if the name is unknown or cannot be set, and for a value of the wrong type
   */
  setoption<Name extends keyof UnixStreamOptionValues>(
    name: Name,
    value: UnixStreamOptionValues[Name],
  ): Done {
    return setoption(this.socket, UNIX_STREAM_OPTIONS, name, value);
  }

  /**
   * Sets the encoding of this object: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, typed with the new result of receive
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): UnixStreamObject<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as UnixStreamObject<DataOf<E>, W>;
  }

  protected override clientOver(socket: UnixStream): UnixStreamObject<D, W> {
    return new UnixStreamObject<D, W>(socket, this.encoding, this.driver);
  }

  /** @param method  the name it was called by, for error messages */
  private connectAs(
    method: "connect" | "setpeername",
    path: unknown,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Done> {
    this.require(this.roles[method], method);
    const bytes = pathArgument(path, 1, method, this.encoding);
    return this.wait(connectPathOperation(this.socket, bytes), outcomeOf, options);
  }
}
