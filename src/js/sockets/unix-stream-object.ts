// A unix-domain stream object of LuaSocket, with all the methods of its three classes.

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
 * A unix-domain stream. Made by `socket.unix.stream()` it is a master; `connect` makes it a client,
 * `listen` a server. All else is as with TCP, but that an object whose `bind` or `connect` has failed is
 * closed, and that no option can be read.
 */
export class UnixStreamObject<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends ServingObject<D, "unixstream", UnixStream, W, UnixStreamObject<D, W>> {
  /** Not for programs: `socket.unix.stream()` makes these. */
  constructor(socket: UnixStream, encoding: Encoding, driver: Driver<W>) {
    super(socket, encoding, driver, UNIX_METHOD_ROLES);
  }

  /**
   * Binds this master to a path. A socket file appears there; it stays when the object is closed, and
   * must be removed before the path can be bound again.
   *
   * @param path  up to 107 bytes; one that begins with NUL is an abstract name of Linux, without a file
   * @returns `[1]`, or `[undefined, reason]`: `"address already in use"`, `"path too long"`; but for the
   *   latter, the object is closed then
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
   * Connects to the server at a path. Where its queue is full, this waits for room.
   *
   * @returns `[1]`, and the object is a client; or `[undefined, reason]`: `"connection refused"` where
   *   nobody listens any more, `"No such file or directory"`, `"timeout"`; the object is closed then
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

  /** The path that the object is bound to, `[""]` for none; or `[undefined, reason]`. */
  getsockname(): Result<string> {
    return boundPath(this.socket, this.encoding);
  }

  /**
   * Sets an option of the socket.
   *
   * @returns `[1]`, or `[undefined, "setsockopt failed"]`
   * @throws TypeError for a name that cannot be set and for a value of the wrong type
   */
  setoption<Name extends keyof UnixStreamOptionValues>(
    name: Name,
    value: UnixStreamOptionValues[Name],
  ): Done {
    return setoption(this.socket, UNIX_STREAM_OPTIONS, name, value);
  }

  /**
   * How this object turns bytes into what receive gives: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, whose type then tells what receive gives
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): UnixStreamObject<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as UnixStreamObject<DataOf<E>, W>;
  }

  protected override clientOver(socket: UnixStream): UnixStreamObject<D, W> {
    return new UnixStreamObject<D, W>(socket, this.encoding, this.driver);
  }

  /** @param method  the name that it was called by, for complaints */
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
