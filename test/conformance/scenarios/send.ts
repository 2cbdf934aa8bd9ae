// send of more than the kernel accepts at once.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { LIMITS, LONG, limit, rejects, type Scenario } from "../stage.ts";

/** More than the buffers of both ends hold, without repetition. */
const MUCH = Buffer.from(Uint32Array.from({ length: 4 << 20 }, (_, at) => at * 2654435761).buffer);
const HASH = createHash("sha256").update(MUCH).digest("hex");

export const sendScenarios: readonly Scenario[] = [
  {
    name: "send of little is done at once",
    async play(stage) {
      const client = await stage.client();
      assert.deepEqual(await client.send("hello"), [5]);
      assert.equal(await stage.peer.do("read", 5), "hello");
    },
  },
  {
    name: "send of nothing is done at once, even on a socket that is closed",
    async play(stage) {
      const client = await stage.client();
      client.close();
      assert.deepEqual(await client.send(""), [0]);
    },
  },
  {
    name: "send on a socket that is closed fails at once",
    async play(stage) {
      const client = await stage.client();
      client.close();
      assert.deepEqual(await client.send("hello"), [undefined, "closed", 0]);
    },
  },
  {
    name: "send waits for a peer that reads later, and loses nothing",
    async play(stage) {
      const client = await stage.client();
      const act = ["expectHash", MUCH.length, HASH] as const;
      assert.deepEqual(await stage.during(client, () => client.send(MUCH), act), [MUCH.length]);
    },
  },
  {
    name: "send with a limit of 0 does not wait, says how far it got, and can be gone on with",
    async play(stage) {
      const client = await stage.client();
      client.settimeout(0);
      const [last, err, partial] = await client.send(MUCH);
      assert.deepEqual([last, err], [undefined, "timeout"]);
      assert.ok((partial as number) > 0 && (partial as number) < MUCH.length);
      limit(client, -1, LONG);
      const reading = stage.peer.do("readHash", MUCH.length);
      assert.deepEqual(await client.send(MUCH, (partial as number) + 1), [MUCH.length]);
      assert.equal(await reading, HASH);
    },
  },
  ...LIMITS.map(
    (limits): Scenario => ({
      name: `send waits until ${limits[0]}, says how far it got, and can be gone on with`,
      async play(stage) {
        const client = await stage.client();
        const [last, err, partial] = await stage.limited(client, limits, () => client.send(MUCH));
        assert.deepEqual([last, err], [undefined, "timeout"]);
        assert.equal(partial, client.getstats()[1]);
        const reading = stage.peer.do("readHash", MUCH.length);
        assert.deepEqual(await client.send(MUCH, (partial as number) + 1), [MUCH.length]);
        assert.equal(await reading, HASH);
      },
    }),
  ),
  ...(["close", "reset"] as const).map(
    (act): Scenario => ({
      name: `send fails on a ${act} of the peer, and says how far it got`,
      async play(stage) {
        const client = await stage.client();
        const [last, err, partial] = await stage.during(client, () => client.send(MUCH), [act]);
        assert.deepEqual([last, err], [undefined, "closed"]);
        assert.equal(partial, client.getstats()[1]);
        assert.deepEqual(await client.send("more"), [undefined, "closed", 0]);
      },
    }),
  ),
  {
    name: "send ends when we close the socket, and says how far it got",
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const pending = client.send(MUCH);
      await stage.waits(pending);
      client.close();
      const [last, err, partial] = await pending;
      assert.deepEqual([last, err], [undefined, "closed"]);
      assert.ok((partial as number) > 0);
    },
  },
  {
    name: "send lets no other send come between",
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const pending = client.send(MUCH);
      await stage.complains(pending, () => client.send("between"), "send or connect");
      const hash = await stage.peer.do("readHash", MUCH.length);
      assert.deepEqual(await pending, [MUCH.length]);
      assert.equal(hash, HASH);
    },
  },
  {
    name: "send of text that waits is not disturbed by what others send meanwhile",
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const text = "the text that waits ".repeat(5000);
      // The kernel has room for some more now and then, as long as it moves what it has taken to the peer's buffer: the
      // first send that waits may find that, too.
      let sent = 1;
      let pending = client.send(text);
      for (; !(await stage.isWaiting(pending)); sent++) {
        assert.deepEqual(await pending, [text.length]);
        pending = client.send(text);
      }
      const [other] = stage.socket.udp();
      stage.keep(other);
      await other.sendto("x".repeat(60_000), "127.0.0.1", 9);
      await other.sendto("short", "127.0.0.1", 9);
      for (let read = 0; read < sent; read++) {
        assert.equal(await stage.peer.do("read", text.length), text, `send ${read + 1} of ${sent}`);
      }
      assert.deepEqual(await pending, [text.length]);
    },
  },
  {
    name: "send can be given up; what has gone has gone, and the next send follows it",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const before = new Error("before");
      await rejects(client.send(MUCH, 1, -1, { signal: AbortSignal.abort(before) }), before);
      assert.equal(client.getstats()[1], 0);
      const controller = new AbortController();
      const pending = client.send(MUCH, 1, -1, { signal: controller.signal });
      await stage.waits(pending);
      const reason = new Error("never mind");
      controller.abort(reason);
      await rejects(pending, reason);
      const sent = client.getstats()[1] as number;
      const reading = stage.peer.do("readHash", sent);
      assert.deepEqual(await client.send("next\n"), [5]);
      assert.equal(await reading, createHash("sha256").update(MUCH.subarray(0, sent)).digest("hex"));
      assert.equal(await stage.peer.do("read", 5), "next\n");
    },
  },
];
