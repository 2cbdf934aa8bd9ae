// What the sockets of one namespace share. Accepted clients have their server's.

import type { Dialect } from "./dialect.js";
import type { InputBlocks } from "./stream/input-block.js";

export interface Environment {
  /** Where received bytes are kept. */
  readonly blocks: InputBlocks;
  /** Whose rules hold. */
  readonly dialect: Dialect;
  /**
   * The limits of a connect hold for all of it, name resolution and every address. LuaSocket's resolver
   * blocks without limit, and each address has the whole time.
   */
  readonly limitsCoverConnect: boolean;
  /** A system call may hold the thread until it is done, where the call of LuaSocket has no limit. */
  readonly holdsThread: boolean;
}
