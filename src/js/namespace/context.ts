// The settings with which a namespace's functions make sockets.

import type { SocketContext } from "../../net/socket-context.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, WaitMode } from "../../wait/mode.ts";

export interface NamespaceContext<W extends WaitMode> {
  /** Waits for the calls. */
  readonly driver: Driver<W>;
  readonly socketContext: SocketContext;
  /** The encoding of new sockets. */
  readonly encoding: Encoding;
}
