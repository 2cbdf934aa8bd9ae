// Objects that are lost after a call has opened them, late or among many others: their descriptors are closed.

import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate } from "node:timers/promises";
import blocking from "luasocket";
import socket from "luasocket/promises";
import { collectUntil } from "../../support/collect.ts";
import { openSockets } from "../../support/open-sockets.ts";

test("one that a lookup has opened, turns of the loop after the call, is closed when it is lost", async () => {
  const before = openSockets();
  const open = async (): Promise<void> => {
    const [udp] = await socket.udp();
    const [done] = await (udp?.setpeername("localhost", 9) ?? [undefined]);
    assert.equal(done, 1);
    // Nothing else is asked of it.
    assert.equal(openSockets(), before + 1);
  };
  await open();
  await setImmediate();
  await collectUntil(() => openSockets() === before);
});

for (const others of [62, 63, 64, 65]) {
  test(`one that is opened after ${others} others were made is closed when it is lost`, async () => {
    const before = openSockets();
    const open = (): void => {
      for (let made = 0; made < others; made++) blocking.udp();
      const [udp] = blocking.try(...blocking.udp());
      assert.equal(udp.setpeername("127.0.0.1", 9)[0], 1);
    };
    open();
    assert.equal(openSockets(), before + 1);
    await collectUntil(() => openSockets() === before);
  });
}
