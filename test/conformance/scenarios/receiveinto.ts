// receiveinto: bytes into the caller's memory.

import assert from "node:assert/strict";
import { arrived, LIMITS, rejects, type Scenario } from "../stage.ts";

const needs = ["receiveinto"] as const;

export const receiveintoScenarios: readonly Scenario[] = [
  {
    name: "receiveinto gives what is there",
    needs,
    async play(stage) {
      const client = await stage.client();
      const buffer = Buffer.alloc(5);
      await stage.peer.do("send", "hello");
      await arrived(stage, client);
      assert.deepEqual(await client.receiveinto(buffer), [5]);
      assert.equal(buffer.toString(), "hello");
    },
  },
  {
    name: "receiveinto waits until the buffer is full, and leaves the rest",
    needs,
    async play(stage) {
      const client = await stage.client();
      const buffer = Buffer.alloc(8, ".");
      const outcome = await stage.during(
        client,
        () => client.receiveinto(buffer, 1, 6),
        ["send", "he"],
        ["send", "llo rest\n"],
      );
      assert.deepEqual(outcome, [5]);
      assert.equal(buffer.toString(), ".hello..");
      assert.deepEqual(await client.receive("*l"), [" rest"]);
    },
  },
  {
    name: "receiveinto with a limit of 0 does not wait",
    needs,
    async play(stage) {
      const client = await stage.client();
      client.settimeout(0);
      assert.deepEqual(await client.receiveinto(Buffer.alloc(5)), [undefined, "timeout", 0]);
    },
  },
  {
    name: "receiveinto on a socket that is closed fails at once",
    needs,
    async play(stage) {
      const client = await stage.client();
      client.close();
      assert.deepEqual(await client.receiveinto(Buffer.alloc(5)), [undefined, "closed", 0]);
    },
  },
  ...LIMITS.map(
    (limits): Scenario => ({
      name: `receiveinto waits until ${limits[0]}, and says how much has come`,
      needs,
      async play(stage) {
        const client = await stage.client();
        const buffer = Buffer.alloc(5);
        await stage.peer.do("send", "he");
        await arrived(stage, client);
        const outcome = await stage.limited(client, limits, () => client.receiveinto(buffer));
        assert.deepEqual(outcome, [undefined, "timeout", 2]);
        const next = await stage.during(client, () => client.receiveinto(buffer, 2), ["send", "llo"]);
        assert.deepEqual(next, [3]);
        assert.equal(buffer.toString(), "hello");
      },
    }),
  ),
  ...(["close", "reset"] as const).map(
    (act): Scenario => ({
      name: `receiveinto fails on a ${act} of the peer, and says how much has come`,
      needs,
      async play(stage) {
        const client = await stage.client();
        const buffer = Buffer.alloc(5);
        await stage.peer.do("send", "he");
        await arrived(stage, client);
        const outcome = await stage.during(client, () => client.receiveinto(buffer), [act]);
        assert.deepEqual(outcome, [undefined, "closed", 2]);
        assert.equal(buffer.toString("latin1", 0, 2), "he");
      },
    }),
  ),
  {
    name: "receiveinto ends when we close the socket",
    needs,
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "he");
      await arrived(stage, client);
      const pending = client.receiveinto(Buffer.alloc(5));
      await stage.waits(pending);
      client.close();
      assert.deepEqual(await pending, [undefined, "closed", 2]);
    },
  },
  {
    name: "receiveinto lets no other receive come between",
    needs,
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const buffer = Buffer.alloc(5);
      const pending = client.receiveinto(buffer);
      await stage.complains(pending, () => client.receive("*l"), "receive");
      await stage.complains(pending, () => client.receiveinto(Buffer.alloc(1)), "receive");
      await stage.peer.do("send", "hello");
      assert.deepEqual(await pending, [5]);
      assert.equal(buffer.toString(), "hello");
    },
  },
  {
    name: "receiveinto can be given up, and what has come is received by the next call",
    needs: ["receiveinto", "signals"],
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "he");
      await arrived(stage, client);
      await stage.aborts((options) => client.receiveinto(Buffer.alloc(5), 0, 5, options));
      assert.equal(client.getstats()[0], 0, "nothing has been given to anybody");
      const next = await stage.during(client, () => client.receive("*l"), ["send", "llo\n"]);
      assert.deepEqual(next, ["hello"]);
    },
  },
  {
    name: "receiveinto of much can be given up, and nothing of it is lost",
    needs: ["receiveinto", "signals"],
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const text = Array.from({ length: 300_000 }, (_, at) => at % 10).join("");
      const controller = new AbortController();
      const { signal } = controller;
      const pending = client.receiveinto(Buffer.alloc(text.length + 1), 0, text.length + 1, { signal });
      await stage.peer.do("send", text);
      await stage.waits(pending);
      const reason = new Error("never mind");
      controller.abort(reason);
      await rejects(pending, reason);
      const [received] = await client.receive(text.length);
      assert.ok(received === text, "what has been received is not what has been sent");
    },
  },
];
