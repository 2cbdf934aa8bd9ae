// What the sockets of one namespace share. Accepted clients have their server's.

import type { Dialect } from "./dialect.js";
import type { InputBlocks } from "./stream/input-block.js";

export interface Environment {
  /** Where received bytes are kept. */
  readonly blocks: InputBlocks;
  /** Whose rules hold. */
  readonly dialect: Dialect;
}
