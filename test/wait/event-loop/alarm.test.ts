// Timeouts of waits that follow each other on one socket, which share a timer.

import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket/promises";

test("a wait has its own time, whatever those before it had", async () => {
  const [server] = await socket.bind("127.0.0.1", 0);
  assert.ok(server);
  const [client] = await socket.connect("127.0.0.1", server.getsockname()[1] as number);
  const [peer] = await server.accept();
  assert.ok(client && peer);

  const timed = async (seconds: number): Promise<number> => {
    client.settimeout(seconds);
    const began = performance.now();
    assert.deepEqual(await client.receive(), [undefined, "timeout", ""]);
    return performance.now() - began;
  };
  // The timer of the first wait is later than the second wait's end, and that of the third earlier.
  client.settimeout(1000);
  const first = client.receive();
  await peer.send("line\n");
  assert.deepEqual(await first, ["line"]);
  assert.ok((await timed(0.02)) >= 19);
  client.settimeout(0.05);
  const third = client.receive();
  await peer.send("line\n");
  assert.deepEqual(await third, ["line"]);
  assert.ok((await timed(0.2)) >= 199);
  for (const object of [server, client, peer]) object.close();
});

test("each direction of a socket has its own time", async () => {
  const [server] = await socket.bind("127.0.0.1", 0);
  assert.ok(server);
  const [client] = await socket.connect("127.0.0.1", server.getsockname()[1] as number);
  const [peer] = await server.accept();
  assert.ok(client && peer);
  client.settimeout(0.05);
  const order: string[] = [];
  const receiving = client.receive().then(([, reason]) => order.push(`receive ${reason}`));
  client.settimeout(0.1);
  const sending = client.send("x".repeat(50_000_000)).then(([, reason]) => order.push(`send ${reason}`));
  await Promise.all([receiving, sending]);
  assert.deepEqual(order.toSorted(), ["receive timeout", "send timeout"]);
  for (const object of [server, client, peer]) object.close();
});
