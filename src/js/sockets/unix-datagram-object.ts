// A unix-domain datagram object of LuaSocket, with all the methods of its two classes.

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
 * A unix-domain datagram socket. Made by `socket.unix.dgram()` it is unconnected; `connect` connects it.
 * Nothing is lost on the way: a receiver whose queue is full makes senders wait. An object whose `bind`
 * or `connect` has failed is closed, and no option can be read.
 */
export class UnixDatagramObject<
  D extends string | Buffer = string,
  W extends WaitMode = "blocking",
> extends DatagramObject<D, "unixdgram", UnixDatagram, readonly [path: string], W> {
  /**
   * Binds this unconnected object to a path, where others can send to. The file stays when the object is
   * closed.
   *
   * @param path  up to 107 bytes; one that begins with NUL is an abstract name of Linux, without a file
   * @returns `[1]`, or `[undefined, reason]`: `"address already in use"`, `"path too long"`; but for the
   *   latter, the object is closed then
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
   * Connects the object to the receiver at a path; a connected one may be connected to another.
   *
   * @returns `[1]`, or `[undefined, reason]`; the object is closed then
   * @see connect(2), unix(7)
   */
  connect(path: Path): Done {
    return this.connectAs("connect", path);
  }

  /** LuaSocket's other name for `connect`. */
  setpeername(path: Path): Done {
    return this.connectAs("setpeername", path);
  }

  /** The path that the object is bound to, `[""]` for none; or `[undefined, reason]`. */
  getsockname(): Result<string> {
    return boundPath(this.socket, this.encoding);
  }

  /**
   * Sends a datagram to the receiver at a path.
   *
   * @returns `[size]`, the bytes sent; or `[undefined, reason]`: `"refused"` on a closed socket,
   *   `"connection refused"` where nobody receives any more, `"No such file or directory"`, `"timeout"`
   * @throws TypeError on a connected object, and for text that the encoding has no bytes for
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
   * @throws TypeError for a name that cannot be set and for a value of the wrong type
   */
  setoption<Name extends keyof UnixDatagramOptionValues>(
    name: Name,
    value: UnixDatagramOptionValues[Name],
  ): Done {
    return setoption(this.socket, UNIX_DATAGRAM_OPTIONS, name, value);
  }

  /**
   * How this object turns bytes into what receive gives: `"utf8"`, `"latin1"` or `"buffer"`.
   *
   * @returns this object, whose type then tells what receive gives
   * @throws TypeError for any other name
   */
  setencoding<E extends Encoding>(encoding: E): UnixDatagramObject<DataOf<E>, W> {
    this.changeEncoding(encoding);
    return this as unknown as UnixDatagramObject<DataOf<E>, W>;
  }

  protected override sender(): readonly [path: string] {
    return [pathText(this.socket.senderPath, this.encoding)];
  }

  /** @param method  the name that it was called by, for complaints */
  private connectAs(method: "connect" | "setpeername", path: unknown): Done {
    return done(this.socket.connect(pathArgument(path, 1, method, this.encoding)));
  }
}
