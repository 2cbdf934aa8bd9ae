// What a namespace's functions make their sockets with.

import type { Environment } from "../../net/socket-context.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, Way } from "../../wait/way.ts";

export interface Home<W extends Way> {
  /** How its calls wait. */
  readonly driver: Driver<W>;
  readonly environment: Environment;
  /** The encoding of new sockets. */
  readonly encoding: Encoding;
}
