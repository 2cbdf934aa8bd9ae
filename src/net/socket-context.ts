// Settings shared by the sockets of one namespace. Accepted clients inherit their server's.

import type { Gate } from "../policy/gate.ts";
import type { Tracer } from "../trace/tracer.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { Dialect } from "./dialect.ts";
import type { ReceiveLimits } from "./receive-limits.ts";

export interface SocketContext {
  /** Memory for received bytes. */
  readonly buffers: BufferPool;
  readonly dialect: Dialect;
  /** Decides which addresses are permitted; undefined permits everything. */
  readonly gate: Gate | undefined;
  /** Initial receive limits of a new stream. */
  readonly limits: ReceiveLimits;
  /**
   * True if the timeouts of connect cover the whole call, including name resolution and every address. In LuaSocket the
   * resolver blocks without limit, and each address has the full time.
   */
  readonly limitsCoverConnect: boolean;
  /** True if a call without a timeout may block inside the kernel. */
  readonly blocksInKernel: boolean;
  /** Reports calls of the sockets; undefined leaves objects and functions uninstrumented. */
  readonly tracer: Tracer | undefined;
}
