// What a namespace's functions make their sockets with.

import type { Encoding } from "../../bytes/encoding.js";
import type { Environment } from "../../net/environment.js";

export interface Home {
  readonly environment: Environment;
  /** The encoding of new sockets. */
  readonly encoding: Encoding;
}
