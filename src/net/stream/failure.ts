// The words for a failure on a stream.

import type { Dialect } from "../dialect.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";

/** The text for an errno of a stream's receive or send. */
export function streamFailure(errno: number, { everyFailureIsClosed }: Dialect): Failure {
  const failure = errorText(errno);
  return everyFailureIsClosed && failure !== TIMEOUT ? CLOSED : failure;
}
