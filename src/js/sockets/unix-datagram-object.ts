// The unix-domain datagram object, with the methods of both of LuaSocket's classes.

import { UNIX_DATAGRAM_OPTIONS } from "../../net/options/unix-options.ts";
import { DATAGRAM_METHOD_ROLES } from "../../net/roles.ts";
import type { UnixDatagram } from "../../net/unix/unix-datagram.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import type { DataOf, Sendable } from "../encoding/codec.ts";
import { outgoing } from "../encoding/outgoing.ts";
import { type Done, done, type Result } from "../results.ts";
import { DatagramObject } from "./datagram-object.ts";
import type { UnixDatagramOptionValues } from "./option-values.ts";
import { setoption } from "./options.ts";
import { bindToPath, boundPath, type Path, pathArgument, pathText } from "./unix-path.ts";

/**
 * A unix-domain datagram socket. `socket.unix.dgram()` makes it unconnected; `connect` connects it. No datagram is
 * lost: senders wait while the receiver's queue is full. A failed `bind` or `connect` closes the object. Options
 * cannot be read.
 */
export class UnixDatagramObject<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends DatagramObject<D, "unixdgram", UnixDatagram, readonly [path: string], W> {
  /**
   * Binds this unconnected object to a path, to which others can send. The file remains after the object is closed.
   *
   * @param path  up to 107 bytes; a path that begins with NUL is an abstract name of Linux, without a file
   * @returns `[1]`, or `[undefined, reason]`: `"address already in use"`, `"path too long"`. Every failure except the
   *   latter closes the object.
   * @throws TypeError on a connected object
   * @see bind(2), unix(7)
   */
  bind(path: Path): Done {
    this.require(DATAGRAM_METHOD_ROLES.bind, "bind");
    return bindToPath(this.socket, path, "bind", this.encoding);
  }

  /** LuaSocket's other name for `bind`. */
  setsockname(path: Path): Done {
    this.require(DATAGRAM_METHOD_ROLES.setsockname, "setsockname");
    return bindToPath(this.socket, path, "setsockname", this.encoding);
  }

  /**
   * Connects the object to the receiver at a path; a connected object can be connected to another one.
   *
   * @returns `[1]`, or `[undefined, reason]` and the object is closed
   * @see connect(2), unix(7)
   */
  connect(path: Path): Done {
    return this.connectAs("connect", path);
  }

  /** LuaSocket's other name for `connect`. */
  setpeername(path: Path): Done {
    return this.connectAs("setpeername", path);
  }

  /** Returns the path that the object is bound to, `[""]` for none; or `[undefined, reason]`. */
  getsockname(): Result<string> {
    return boundPath(this.socket, this.encoding);
  }

  /**
   * Sends a datagram to the receiver at a path.
   *
   * @returns `[size]`, the bytes sent; or `[undefined, reason]`: `"refused"` on a closed socket,
   *   `"connection refused"` if no socket is bound to the file any more, `"No such file or directory"`, `"timeout"`
   * @throws TypeError on a connected object, and for text that the encoding cannot represent
   * @see sendto(2), unix(7)
   */
  sendto(data: Sendable, path: Path, options?: OptionsOf<W>): Outcome<W, Result<number>> {
    this.require(DATAGRAM_METHOD_ROLES.sendto, "sendto");
    const datagram = outgoing(data, this.encoding, "sendto");
    const address = this.socket.addressOf(pathArgument(path, 2, "sendto", this.encoding));
    if (typeof address === "string") return this.driver.of<Result<number>>([undefined, address]);
    return this.sendOutgoing(datagram, address, options);
  }

  /**
   * Sets an option of the socket.
   *
   * @returns `[1]`, or `[undefined, "setsockopt failed"]`
   * @throws TypeError if the name is unknown or cannot be set, and for a value of the wrong type
   */
  setoption<Name extends keyof UnixDatagramOptionValues>(
    name: Name,
    value: UnixDatagramOptionValues[Name],
  ): Done {
    return setoption(this.socket, UNIX_DATAGRAM_OPTIONS, name, value);
  }

  /**
   * Sets the encoding of this object: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, typed with the new result of receive
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): UnixDatagramObject<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as UnixDatagramObject<DataOf<E>, W>;
  }

  protected override sender(): readonly [path: string] {
    return [pathText(this.socket.senderPath, this.encoding)];
  }

  /** @param method  the name it was called by, for error messages */
  private connectAs(method: "connect" | "setpeername", path: unknown): Done {
    return done(this.socket.connect(pathArgument(path, 1, method, this.encoding)));
  }
}
