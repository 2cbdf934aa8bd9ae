// Failures specific to the TypeScript bindings: the system calls that they wait with, resolvers and clocks. The results
// of failing socket calls are the same in all bindings; test/oracle/snippets/faults compares them with LuaSocket's.

import { describe } from "node:test";
import { PLACES, testUnderFaults } from "../support/fault-program.ts";

const PROMISES = PLACES.filter((place) => place !== "blocking");

describe("with failing system calls", { concurrency: 3 }, () => {
  testUnderFaults(
    "a first wait for which there is no descriptor is refused, leaves none open, and the next one works",
    PROMISES,
    `
  const { client, peer } = pair();
  const before = descriptors();
  for (const call of ["epoll_create1", "eventfd", "eventfd"]) {
    fault(call + ".EMFILE");
    await assert.rejects(client.receive(), /cannot create a wake-up descriptor: too many open files/);
    assert.equal(descriptors(), before, call);
  }
  fault();
  const line = client.receive();
  await turn();
  peer.send("a line\\n");
  assert.deepEqual(await line, ["a line"]);
  `,
  );

  testUnderFaults(
    "a descriptor that cannot be watched for now makes the call fail, and nothing is lost",
    PROMISES,
    `
  const { client, peer } = pair();
  const first = client.receive(1);
  await turn();
  peer.send("a");
  assert.deepEqual(await first, ["a"]);
  const other = pair();
  const [listening] = await socket.bind("127.0.0.1", 0);
  for (const error of ["ENOSPC", "ENOMEM"]) {
    fault("epoll_ctl." + error + ".all");
    other.peer.send("part of a line");
    await assert.rejects(other.client.receive(), /descriptor \\d+ cannot be waited for: /);
    // A wait that began earlier continues.
    const second = client.receive(1);
    await turn();
    peer.send("b");
    assert.deepEqual(await second, ["b"]);
    await assert.rejects(listening.accept(), /cannot be waited for/);
    fault();
    other.peer.send(", and the rest\\n");
    assert.deepEqual(await other.client.receive(), ["part of a line, and the rest"]);
  }
  const connected = listening.accept();
  const [late] = await socket.connect("127.0.0.1", listening.getsockname()[1]);
  const [accepted] = await connected;
  for (const one of [client, peer, other.client, other.peer, listening, late, accepted]) one.close();
  `,
  );

  testUnderFaults(
    "a select of many sockets goes on where no set of the kernel's can be had, or a signal interrupts it",
    ["blocking", "promises"],
    `
  const pairs = Array.from({ length: 40 }, pair);
  const clients = pairs.map(({ client }) => client);
  pairs[7].peer.send("x");
  pairs[39].peer.send("x");
  const ready = async () => (await socket.select(clients, [], 10))[0];
  const expected = [clients[7], clients[39]];
  fault("epoll_create1.EMFILE.all", "poll.EINTR.2");
  for (let round = 0; round < 4; round++) assert.deepEqual([...await ready()], expected);
  fault();
  for (let round = 0; round < 4; round++) assert.deepEqual([...await ready()], expected);
  fault("epoll_wait.EINTR.3", "poll.EINTR.3");
  assert.deepEqual([...await ready()], expected);
  fault("epoll_ctl.ENOMEM.all");
  assert.deepEqual([...(await socket.select(clients.slice(0, 39), [], 10))[0]], [clients[7]]);
  fault();
  assert.deepEqual([...await ready()], expected);
  for (const { client, peer } of pairs) client.close(), peer.close();
  `,
  );

  testUnderFaults(
    "no limit and no time of a wait follows the wall clock",
    PROMISES,
    `
  const { client, peer } = pair();
  const server = (await socket.bind("127.0.0.1", 0))[0];
  for (const step of [3600, -3600]) {
    for (const mode of ["b", "t"]) {
      const late = async (object, call) => {
        object.settimeout(-1);
        object.settimeout(-1, "t");
        object.settimeout(0.06, mode);
        fault();
        const real = Date.now();
        // The remaining time is read after the step, too.
        const pending = timed(call);
        fault("clock.step" + step, "poll.EINTR.3", "epoll_wait.EINTR.2");
        assert.ok(Math.abs(Date.now() - real - 1000 * step) < 60e3, "the clock has not been set");
        assert.ok(Math.abs(socket.gettime() - real / 1000 - step) < 60, "gettime is not the wall clock");
        const [seconds, results] = await pending;
        assert.ok(seconds >= 0.058, "the limit was not waited for: " + seconds);
        return results;
      };
      assert.deepEqual(await late(client, () => client.receive()), [undefined, "timeout", ""]);
      assert.deepEqual(await late(server, () => server.accept()), [undefined, "timeout"]);
      assert.deepEqual(await late(client, () => socket.select([client], [], 0.06)), [[], [], "timeout"]);
      await late(client, () => socket.sleep(0.06));
      // Nor does a step make a longer limit expire.
      fault("clock.step" + step);
      client.settimeout(10, mode);
      peer.send("in time\\n");
      assert.deepEqual(await client.receive(), ["in time"]);
    }
  }
  for (const one of [client, peer, server]) one.close();
  `,
  );

  // Nothing can step the clock during a blocking call: it is stepped before, and jumps during the waits.
  testUnderFaults(
    "a clock that jumps between two looks changes no limit of a blocking call",
    ["blocking"],
    `
  const { client, peer } = pair();
  const worker = new (require("node:worker_threads").Worker)(\`
    (async () => {
      const { default: socket } = await import("luasocket");
      for (let step = 3600; ; step = -step) {
        socket.dns.toip("fault.clock.step" + step);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      }
    })();\`, { eval: true });
  const seen = new Set();
  while (seen.size < 2) { seen.add(Math.round((Date.now() - performance.timeOrigin) / 1e6)); await turn(); }
  for (const mode of ["b", "t"]) {
    client.settimeout(-1);
    client.settimeout(0.1, mode);
    const [seconds, results] = await timed(() => { blocking.dns.toip("fault.poll.EINTR.20"); return client.receive(); });
    assert.deepEqual(results, [undefined, "timeout", ""]);
    assert.ok(seconds >= 0.098, "the limit was not waited for: " + seconds);
  }
  await worker.terminate();
  client.close();
  peer.close();
  `,
  );

  testUnderFaults(
    "a resolver that is slow holds up nobody else, and a limit or a signal ends the wait for it",
    PROMISES,
    `
  const [server] = await socket.bind("127.0.0.1", 0);
  const port = server.getsockname()[1];
  const before = sockets();
  fault("getaddrinfo.late400.1");
  let turns = 0;
  const timer = setInterval(() => turns++, 10);
  const slow = socket.connect("localhost", port);
  const other = await socket.connect("127.0.0.1", port);
  assert.ok(other[0], "who needs no name must not wait for it");
  const [client] = await slow;
  assert.ok(client && turns > 5, turns + " turns of a timer");
  clearInterval(timer);

  fault("getaddrinfo.late400.1");
  const [tcp] = socket.tcp();
  tcp.settimeout(0.05);
  const [seconds, results] = await timed(() => tcp.connect("localhost", port));
  assert.deepEqual(results, [undefined, "timeout"]);
  assert.ok(seconds >= 0.048);
  tcp.settimeout(10);
  assert.deepEqual(await tcp.connect("localhost", port), [1]);

  fault("getaddrinfo.late400.1");
  const controller = new AbortController();
  const pending = socket.connect("localhost", port, undefined, undefined, undefined, { signal: controller.signal });
  await turn();
  controller.abort(new Error("never mind"));
  await assert.rejects(pending, /never mind/);
  // The result of the abandoned lookup goes to no other call.
  await socket.connect("localhost", port).then(([last]) => last.close());
  for (const one of [client, other[0], tcp]) one.close();
  await turn();
  assert.equal(sockets(), before);
  server.close();
  `,
  );

  testUnderFaults(
    "what fails in the resolver is told by every call that asks it, and it is asked again the next time",
    PLACES,
    `
  const [server] = await socket.bind("localhost", 0);
  const port = server.getsockname()[1];
  const before = sockets();
  for (const [error, text] of [
    ["EAI_AGAIN", "temporary failure in name resolution"],
    ["EAI_FAIL", "non-recoverable failure in name resolution"],
    ["EAI_MEMORY", "memory allocation failure"],
    ["EMFILE", "Too many open files"],
  ]) {
    const fails = async (call) => {
      fault("getaddrinfo." + error);
      assert.deepEqual(await call(), [undefined, text]);
    };
    await fails(() => socket.connect("localhost", port));
    await fails(() => socket.bind("localhost", 0));
    await fails(() => socket.tcp()[0].connect("localhost", port));
    await fails(() => socket.dns.getaddrinfo("localhost"));
  }
  fault("getaddrinfo.EINTR.2");
  const [client] = await socket.connect("localhost", port);
  assert.ok(client);
  client.close();
  assert.equal(sockets(), before);
  server.close();
  `,
  );
});
