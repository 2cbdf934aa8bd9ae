// Clients of a server, one after the other.

import { CLOSED } from "../../net/error-text.ts";
import { TryError } from "../../net/protect.ts";
import type { Accept } from "../../net/stream/accept.ts";
import { RETRY } from "../../wait/mode.ts";

/**
 * The next connection of an iteration, undefined when the server is closed. For want of a descriptor the
 * connection stays in the queue, and a server that serves others goes on with them.
 *
 * @throws TryError for another failure
 */
export function connectionOf<Socket>(accept: Accept<Socket>): Socket | undefined | typeof RETRY {
  const { client, failure, isShortage } = accept;
  if (failure === undefined) return client;
  if (failure === CLOSED) return undefined;
  if (isShortage) return RETRY;
  throw new TryError(failure);
}
