// Somebody who waits for a descriptor while others run.

import type { Need } from "../../net/operation.ts";

export interface Wait {
  /** What the descriptor must be ready for. */
  readonly need: Need;
  /** Whether the process goes on because of this wait. */
  readonly keepsAlive: boolean;
  /** When the wait is over in any case, in seconds of the monotonic clock; infinite if it is not. */
  readonly deadline: number;
  /** The descriptor may be ready now; called once for each time that the wait was added to a watch. */
  ready(): void;
  /** The deadline has passed. */
  expired(): void;
  /** The descriptor is not open any more. */
  closed(): void;
}
