// Calls that hold the thread until they have their result.

import { HOLDS_THREAD, settle, sleep } from "./blocking.ts";
import { settleSelection } from "./selecting.ts";
import { type Driver, LATER, SOON } from "./way.ts";

export const BLOCKING: Driver<"blocking"> = {
  limitsCoverConnect: false,
  holdsThread: HOLDS_THREAD,
  run: (caller, operation, finish) => finish(caller, settle(operation)),
  runSelection: (selection, finish) => finish(settleSelection(selection)),
  sleep,
  given: (result) => result,
  *iterate(next) {
    for (let value = next(); value !== undefined; value = next()) {
      if (value === LATER) sleep(SOON);
      else yield value;
    }
  },
  after: (value, next) => next(value),
};
