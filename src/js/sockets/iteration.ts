// Iteration over a server's clients.

import { CLOSED } from "../../net/error-text.ts";
import { TryError } from "../../net/protect.ts";
import type { Accept } from "../../net/stream/accept.ts";
import { RETRY } from "../../wait/mode.ts";

/**
 * Returns the next connection of an iteration, undefined when the server is closed. If the process is out of
 * descriptors, the connection stays in the backlog and accept is retried: a server goes on with its other clients.
 *
 * @throws TryError for other failures
 */
export function connectionOf<Socket>(accept: Accept<Socket>): Socket | undefined | typeof RETRY {
  const { client, failure, isShortage } = accept;
  if (failure === undefined) return client;
  if (failure === CLOSED) return undefined;
  if (isShortage) return RETRY;
  throw new TryError(failure);
}
