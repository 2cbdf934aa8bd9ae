// select: readiness of several sockets.

import assert from "node:assert/strict";
import type { Tcp } from "../binding.ts";
import { arrived, LONG, rejects, type Scenario, SHORT, type Stage } from "../stage.ts";

/** A client connected to the peer, and a server without connections. */
async function both(stage: Stage): Promise<{ client: Tcp; server: Tcp }> {
  const client = await stage.client();
  const server = stage.keep(stage.must(await stage.socket.bind("127.0.0.1", 0)));
  return { client, server };
}

/** Removes the methods of the lists. */
const plain = (selected: readonly unknown[]): unknown[] =>
  selected.map((list) => (Array.isArray(list) ? [...list] : list));

export const selectScenarios: readonly Scenario[] = [
  {
    name: "select gives what is ready",
    async play(stage) {
      const { client, server } = await both(stage);
      await stage.peer.do("send", "hello");
      await arrived(stage, client);
      const selected = await stage.socket.select([server, client], [client], LONG);
      assert.deepEqual(plain(selected), [[client], [client]]);
    },
  },
  {
    name: "select gives a socket with bytes that were received before, and does not wait",
    async play(stage) {
      const { client, server } = await both(stage);
      await stage.peer.do("send", "one\ntwo");
      assert.deepEqual(await client.receive("*l"), ["one"]);
      assert.deepEqual(plain(await stage.socket.select([server, client])), [[client], []]);
    },
  },
  {
    name: "select waits for one to be readable",
    async play(stage) {
      const { client, server } = await both(stage);
      const call = () => stage.socket.select([server, client], [], LONG);
      assert.deepEqual(plain(await stage.during(client, call, ["send", "hello"])), [[client], []]);
    },
  },
  {
    name: "select without a limit waits for a connection to a server",
    async play(stage) {
      const { client, server } = await both(stage);
      const port = server.getsockname()[1] as number;
      const call = () => stage.socket.select([client, server]);
      assert.deepEqual(plain(await stage.during(server, call, ["connect", port])), [[server], []]);
    },
  },
  {
    name: "select waits for one to be writable",
    async play(stage) {
      const client = await stage.client();
      let sent = 0;
      // The kernel forwards data to the peer: the socket becomes unwritable only once the peer's buffer is full, too.
      for (;;) {
        const [, writable] = (await stage.socket.select([], [client], SHORT)) as [unknown, unknown[]];
        if (writable.length === 0) break;
        client.settimeout(0);
        await client.send(Buffer.alloc(16 << 20));
        sent = client.getstats()[1] as number;
      }
      const call = () => stage.socket.select([client], [client], LONG);
      assert.deepEqual(plain(await stage.during(client, call, ["readHash", sent])), [[], [client]]);
    },
  },
  ...(["close", "reset"] as const).map(
    (act): Scenario => ({
      name: `select gives a client as readable on a ${act} of the peer`,
      async play(stage) {
        const { client, server } = await both(stage);
        const call = () => stage.socket.select([server, client], [], LONG);
        assert.deepEqual(plain(await stage.during(client, call, [act])), [[client], []]);
        assert.deepEqual(await client.receive("*l"), [undefined, "closed", ""]);
      },
    }),
  ),
  {
    name: "select with a limit of 0 does not wait",
    async play(stage) {
      const { client, server } = await both(stage);
      assert.deepEqual(plain(await stage.socket.select([server, client], [], 0)), [[], [], "timeout"]);
    },
  },
  {
    name: "select waits until its limit, whatever the sockets' own are, and the next one works",
    async play(stage) {
      const { client, server } = await both(stage);
      client.settimeout(0);
      const start = performance.now();
      const selected = await stage.socket.select([server, client], [], SHORT);
      assert.deepEqual(plain(selected), [[], [], "timeout"]);
      assert.ok(performance.now() - start >= SHORT * 1000 - 1.5);
      const call = () => stage.socket.select([server, client], [], LONG);
      assert.deepEqual(plain(await stage.during(client, call, ["send", "hello"])), [[client], []]);
    },
  },
  {
    name: "select among nothing waits until its limit",
    async play(stage) {
      const start = performance.now();
      assert.deepEqual(plain(await stage.socket.select([], [], SHORT)), [[], [], "timeout"]);
      assert.ok(performance.now() - start >= SHORT * 1000 - 1.5);
    },
  },
  {
    name: "select fails for a descriptor that is not open",
    async play(stage) {
      const { client } = await both(stage);
      await assert.rejects(async () => stage.socket.select([client, { getfd: () => 0x7ffffff }], [], LONG), {
        message: "select failed",
      });
    },
  },
  {
    name: "select gives a socket as ready that we close meanwhile: what is called on it has its answer",
    needsOthers: true,
    async play(stage) {
      const { client, server } = await both(stage);
      const pending = stage.socket.select([server, client], [], LONG);
      await stage.waits(pending);
      client.close();
      assert.deepEqual(plain(await pending), [[client], []]);
      assert.deepEqual(await client.receive("*l"), [undefined, "closed", ""]);
    },
  },
  {
    name: "select: several may wait for the same socket, and for other things of it",
    needsOthers: true,
    async play(stage) {
      const { client, server } = await both(stage);
      const first = stage.socket.select([server, client], [], LONG);
      const second = stage.socket.select([client], [], LONG);
      const receiving = client.receive("*l");
      const short = stage.socket.select([client], [], SHORT);
      assert.deepEqual(plain(await short), [[], [], "timeout"]);
      await stage.waits(Promise.race([first, second, receiving]));
      await stage.peer.do("send", "hello\n");
      assert.deepEqual(await receiving, ["hello"]);
      // The first waiter may have taken the data from the others.
      await stage.peer.do("send", "more\n");
      assert.deepEqual(plain(await first), [[client], []]);
      assert.deepEqual(plain(await second), [[client], []]);
    },
  },
  {
    name: "select can be given up, and the next one works",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const { client, server } = await both(stage);
      await stage.aborts((options) => stage.socket.select([server, client], [], LONG, options));
      const call = () => stage.socket.select([server, client], [], LONG);
      assert.deepEqual(plain(await stage.during(client, call, ["send", "hello"])), [[client], []]);
      const reason = new Error("never mind");
      const options = { signal: AbortSignal.abort(reason) };
      await rejects(stage.socket.select([client], [], LONG, options), reason);
    },
  },
];
