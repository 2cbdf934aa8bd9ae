// sleep, and name lookups.

import assert from "node:assert/strict";
import { rejects, type Scenario, SHORT } from "../stage.ts";

export const timeAndNameScenarios: readonly Scenario[] = [
  {
    name: "sleep lasts as long as it was told",
    async play(stage) {
      const start = performance.now();
      await stage.socket.sleep(SHORT);
      assert.ok(performance.now() - start >= SHORT * 1000 - 1.5);
    },
  },
  {
    name: "sleep does not last for no time, for less, and for what is no time",
    async play(stage) {
      for (const seconds of [0, -1, Number.NaN]) await stage.socket.sleep(seconds);
    },
  },
  {
    name: "sleep lasts longer than a timer can",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      for (const seconds of [1e10, Number.POSITIVE_INFINITY]) {
        const controller = new AbortController();
        const sleeping = stage.socket.sleep(seconds, { signal: controller.signal });
        // A timer with too large a delay would fire after a millisecond.
        await stage.socket.sleep(SHORT);
        await stage.waits(sleeping);
        const reason = new Error("never mind");
        controller.abort(reason);
        await rejects(sleeping, reason);
      }
    },
  },
  {
    name: "sleep can be given up",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      await stage.aborts((options) => stage.socket.sleep(60, options));
    },
  },
  {
    name: "dns.toip gives the address of a name",
    async play(stage) {
      const [address] = await stage.socket.dns.toip("localhost");
      assert.equal(address, "127.0.0.1");
    },
  },
  {
    name: "dns.toip of more names at once than are looked up at once gives all of them",
    async play(stage) {
      const names = Array.from({ length: 9 }, () => "localhost");
      const found = await Promise.all(names.map((name) => stage.socket.dns.toip(name)));
      assert.deepEqual(
        found.map(([address]) => address),
        names.map(() => "127.0.0.1"),
      );
    },
  },
  {
    name: "dns.toip can be given up, and the next one works",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const before = new Error("before");
      await rejects(stage.socket.dns.toip("localhost", { signal: AbortSignal.abort(before) }), before);
      const controller = new AbortController();
      const pending = stage.socket.dns.toip("localhost", { signal: controller.signal });
      const meanwhile = new Error("meanwhile");
      controller.abort(meanwhile);
      await rejects(pending, meanwhile);
      const [address] = await stage.socket.dns.toip("localhost");
      assert.equal(address, "127.0.0.1");
    },
  },
];
