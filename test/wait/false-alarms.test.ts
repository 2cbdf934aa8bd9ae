import assert from "node:assert/strict";
import test from "node:test";
import blocking from "luasocket";
import type old from "luasocket/2.0";
import promises from "luasocket/promises";
import { DONE, type Operation, READABLE } from "#src/net/operation.ts";
import { runBlocking } from "#src/wait/blocking.ts";
import { PROMISE } from "#src/wait/event-loop/promise-driver.ts";
import { NOBODY } from "#src/wait/mode.ts";
import { connectedPair, must } from "../support/connected-pair.ts";
import { Program } from "../support/program.ts";

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
  assert.ok(runBlocking(new Fooled(client.getfd(), 0)).hasExpired);
  const operation = new Fooled(client.getfd(), 0);
  await PROMISE.run(NOBODY, operation, () => {}, undefined);
  assert.ok(operation.hasExpired);
});

test("nor one whose limit holds afresh for each wait", async (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("there is something to read");
  assert.ok(runBlocking(new Fooled(client.getfd(), 0.0005)).hasExpired);
  for (const binding of [blocking, promises]) {
    // As both have it; of promises there is more than the types say.
    const socket = binding.configure({ dialect: "2.0" }) as typeof old;
    const server = must(await socket.bind("127.0.0.1", 0));
    const stream = must(await socket.connect("127.0.0.1", server.getsockname()[1] as number));
    const own = stream.getfd();
    const udp = must(blocking.udp4());
    for (const object of [server, stream, udp]) t.after(() => object.close());
    udp.setpeername("127.0.0.1", 9);
    stream.setfd(udp.getfd());
    // Linux calls a datagram socket readable from now on, and has nothing to read (datagram_poll, EAGAIN).
    stream.shutdown("receive");
    for (const limit of [0, 0.0005, 0.02]) {
      stream.settimeout(limit);
      assert.deepEqual(await stream.receive("*a"), ["", "timeout"]);
    }
    stream.setfd(own);
  }
});

test("a limit for each wait runs out in a worker, where waits are made in pieces", async (t) => {
  const program = `
    import("luasocket/2.0").then(({ default: socket }) => {
    const [server] = socket.bind("127.0.0.1", 0);
    const [client] = socket.connect("127.0.0.1", server.getsockname()[1]);
    client.settimeout(0.3);
    console.log(...client.receive("*a"));
    });`;
  const command = `
    import { Worker } from "node:worker_threads";
    new Worker(${JSON.stringify(program)}, { eval: true });`;
  const child = new Program(t, [process.execPath, "--input-type=module", "-e", command]);
  assert.equal(await child.ends(), 0, child.stderr);
  assert.equal(child.stdout.toString(), " timeout\n");
});
