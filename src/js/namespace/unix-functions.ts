// socket.unix: unix-domain sockets, addressed by path.

import { unixDatagram } from "../../net/unix/unix-datagram.ts";
import { unixStream } from "../../net/unix/unix-stream.ts";
import type { WaitMode } from "../../wait/mode.ts";
import type { Result } from "../results.ts";
import { UnixDatagramObject } from "../sockets/unix-datagram-object.ts";
import { UnixStreamObject } from "../sockets/unix-stream-object.ts";
import type { NamespaceContext } from "./context.ts";

/** Makes unix-domain sockets. Called itself, it makes a stream. */
export interface UnixFunctions<D extends string | Buffer, W extends WaitMode = "blocking"> {
  /** Same as `stream`. */
  (): Result<UnixStreamObject<D, W>>;

  /**
   * Makes a unix-domain stream master.
   *
   * @returns `[master]`, or `[undefined, reason]`
   * @see unix(7)
   */
  stream(): Result<UnixStreamObject<D, W>>;

  /**
   * Makes an unconnected unix-domain datagram socket.
   *
   * @returns `[unconnected]`, or `[undefined, reason]`
   * @see unix(7)
   */
  dgram(): Result<UnixDatagramObject<D, W>>;

  /** LuaSocket's other name for `stream`. */
  tcp(): Result<UnixStreamObject<D, W>>;

  /** LuaSocket's other name for `dgram`. */
  udp(): Result<UnixDatagramObject<D, W>>;
}

export function unixFunctions<D extends string | Buffer, W extends WaitMode>({
  socketContext,
  encoding,
  driver,
}: NamespaceContext<W>): UnixFunctions<D, W> {
  const stream = (): Result<UnixStreamObject<D, W>> => {
    const socket = unixStream(socketContext);
    if (typeof socket === "string") return [undefined, socket];
    return [new UnixStreamObject<D, W>(socket, encoding, driver)];
  };
  const dgram = (): Result<UnixDatagramObject<D, W>> => {
    const socket = unixDatagram(socketContext);
    if (typeof socket === "string") return [undefined, socket];
    return [new UnixDatagramObject<D, W>(socket, encoding, driver)];
  };
  return Object.assign(() => stream(), { stream, dgram, tcp: stream, udp: dgram });
}
