// What a namespace's functions make their sockets with.

import type { Environment } from "../../net/socket-context.js";
import type { Encoding } from "../../text/encoding.js";
import type { Driver, Way } from "../../wait/way.js";

export interface Home<W extends Way> {
  /** How its calls wait. */
  readonly driver: Driver<W>;
  readonly environment: Environment;
  /** The encoding of new sockets. */
  readonly encoding: Encoding;
}
