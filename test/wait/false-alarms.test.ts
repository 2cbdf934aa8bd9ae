import assert from "node:assert/strict";
import test from "node:test";
import { DONE, type Operation, READABLE } from "#src/net/operation.js";
import { settle } from "#src/wait/blocking.js";
import { PROMISE } from "#src/wait/event-loop/promise-driver.js";
import { NOBODY } from "#src/wait/way.js";
import { connectedPair } from "../support/connected-pair.js";

/** Has no time left, and a descriptor that is called readable but has nothing for it. */
class Fooled implements Operation {
  readonly fd: number;
  hasExpired = false;

  constructor(fd: number) {
    this.fd = fd;
  }

  attempt(): number {
    return READABLE;
  }

  expire(): number {
    this.hasExpired = true;
    return DONE;
  }

  waitLimit(): number {
    return 0;
  }
}

test("a descriptor that is called ready in vain does not hold a call whose time is over", async (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("there is something to read");
  assert.ok(settle(new Fooled(client.getfd())).hasExpired);
  const operation = new Fooled(client.getfd());
  await PROMISE.run(NOBODY, operation, () => {}, undefined);
  assert.ok(operation.hasExpired);
});
