// The driver of blocking calls: each blocks the thread until its result exists.

import { BLOCKS_IN_KERNEL, runBlocking, sleep } from "./blocking.ts";
import { type Driver, RETRY, RETRY_DELAY_SECONDS } from "./mode.ts";
import { selectBlocking } from "./selecting.ts";

export const BLOCKING: Driver<"blocking"> = {
  limitsCoverConnect: false,
  blocksInKernel: BLOCKS_IN_KERNEL,
  run: (caller, operation, finish) => finish(caller, runBlocking(operation)),
  runSelection: (selection, finish) => finish(selectBlocking(selection)),
  sleep,
  of: (result) => result,
  *iterate(next) {
    for (let value = next(); value !== undefined; value = next()) {
      if (value === RETRY) sleep(RETRY_DELAY_SECONDS);
      else yield value;
    }
  },
  after: (value, next) => next(value),
};
