// What a namespace's functions make their sockets with.

import type { Encoding } from "../../bytes/encoding.js";
import type { Environment } from "../../net/environment.js";
import type { Driver, Way } from "../../wait/way.js";

export interface Home<W extends Way> {
  /** How its calls wait. */
  readonly driver: Driver<W>;
  readonly environment: Environment;
  /** The encoding of new sockets. */
  readonly encoding: Encoding;
}
