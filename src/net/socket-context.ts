// What the sockets of one namespace share. Accepted clients have their server's.

import type { Gate } from "../policy/gate.ts";
import type { Tracer } from "../trace/tracer.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { Dialect } from "./dialect.ts";
import type { ReceiveLimits } from "./receive-limits.ts";

export interface SocketContext {
  /** Where received bytes are kept. */
  readonly buffers: BufferPool;
  /** Whose rules hold. */
  readonly dialect: Dialect;
  /** What decides where sockets may go; without one, everything is permitted. */
  readonly gate: Gate | undefined;
  /** How much a receive of a new stream may gather. */
  readonly limits: ReceiveLimits;
  /**
   * The limits of a connect hold for all of it, name resolution and every address. LuaSocket's resolver
   * blocks without limit, and each address has the whole time.
   */
  readonly limitsCoverConnect: boolean;
  /** A system call may hold the thread until it is done, where the call of LuaSocket has no limit. */
  readonly blocksInKernel: boolean;
  /** Told of calls of the sockets; without one, objects and functions have nothing that could ask. */
  readonly tracer: Tracer | undefined;
}
