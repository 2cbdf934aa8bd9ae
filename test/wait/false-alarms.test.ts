import assert from "node:assert/strict";
import test from "node:test";
import blocking from "luasocket";
import { DONE, type Operation, READABLE } from "#src/net/operation.js";
import { settle } from "#src/wait/blocking.js";
import { PROMISE } from "#src/wait/event-loop/promise-driver.js";
import { NOBODY } from "#src/wait/way.js";
import { connectedPair, must } from "../support/connected-pair.js";

/** Has no time to wait, and a descriptor that is called readable but has nothing for it. */
class Fooled implements Operation {
  readonly fd: number;
  hasExpired = false;
  private readonly limit: number;

  constructor(fd: number, limit: number) {
    this.fd = fd;
    this.limit = limit;
  }

  attempt(): number {
    return READABLE;
  }

  expire(): number {
    this.hasExpired = true;
    return DONE;
  }

  waitLimit(): number {
    return this.limit;
  }
}

test("a descriptor that is called ready in vain does not hold a call whose time is over", async (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("there is something to read");
  assert.ok(settle(new Fooled(client.getfd(), 0)).hasExpired);
  const operation = new Fooled(client.getfd(), 0);
  await PROMISE.run(NOBODY, operation, () => {}, undefined);
  assert.ok(operation.hasExpired);
});

test("nor one whose limit for each wait is no time to poll(2)", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("there is something to read");
  assert.ok(settle(new Fooled(client.getfd(), 0.0005)).hasExpired);
  const namespace = blocking.configure({ dialect: "2.0" });
  const server = must(namespace.bind("127.0.0.1", 0));
  const stream = must(namespace.connect("127.0.0.1", server.getsockname()[1] as number));
  const own = stream.getfd();
  const udp = must(blocking.udp4());
  for (const object of [server, stream, udp]) t.after(() => object.close());
  udp.setpeername("127.0.0.1", 9);
  stream.setfd(udp.getfd());
  // Linux calls a datagram socket readable from now on, and has nothing to read (datagram_poll, EAGAIN).
  stream.shutdown("receive");
  stream.settimeout(0.0005);
  assert.deepEqual(stream.receive("*a"), ["", "timeout"]);
  stream.setfd(own);
});
