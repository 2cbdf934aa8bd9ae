// The words for a failure on a stream.

import type { Dialect } from "../dialect.js";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.js";

/** The text for an errno of a stream's receive or send. */
export function streamFailure(errno: number, { everyFailureIsClosed }: Dialect): Failure {
  const failure = errorText(errno);
  return everyFailureIsClosed && failure !== TIMEOUT ? CLOSED : failure;
}
