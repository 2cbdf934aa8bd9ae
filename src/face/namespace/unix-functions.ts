// socket.unix: sockets whose addresses are paths.

import { unixDatagram } from "../../net/unix/unix-datagram.js";
import { unixStream } from "../../net/unix/unix-stream.js";
import { UnixDatagramObject } from "../objects/unix-datagram-object.js";
import { UnixStreamObject } from "../objects/unix-stream-object.js";
import type { Result } from "../results.js";
import type { Home } from "./home.js";

/** Makes unix-domain sockets. Called itself, it makes a stream. */
export interface UnixFunctions<D extends string | Buffer> {
  (): Result<UnixStreamObject<D>>;

  /**
   * Makes a unix-domain stream master.
   *
   * @returns `[master]`, or `[undefined, reason]`
   * @see unix(7)
   */
  stream(): Result<UnixStreamObject<D>>;

  /**
   * Makes an unconnected unix-domain datagram socket.
   *
   * @returns `[unconnected]`, or `[undefined, reason]`
   * @see unix(7)
   */
  dgram(): Result<UnixDatagramObject<D>>;

  /** LuaSocket's other names for `stream` and `dgram`. */
  tcp(): Result<UnixStreamObject<D>>;
  udp(): Result<UnixDatagramObject<D>>;
}

export function unixFunctions<D extends string | Buffer>({ environment, encoding }: Home): UnixFunctions<D> {
  const stream = (): Result<UnixStreamObject<D>> => {
    const socket = unixStream(environment);
    return typeof socket === "string" ? [undefined, socket] : [new UnixStreamObject<D>(socket, encoding)];
  };
  const dgram = (): Result<UnixDatagramObject<D>> => {
    const socket = unixDatagram(environment);
    return typeof socket === "string" ? [undefined, socket] : [new UnixDatagramObject<D>(socket, encoding)];
  };
  return Object.assign(() => stream(), { stream, dgram, tcp: stream, udp: dgram });
}
