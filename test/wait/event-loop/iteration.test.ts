// for await over lines: what an async generator would give, although lines that are there come without one.

import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket/promises";

async function connection() {
  const [server] = await socket.bind("127.0.0.1", 0);
  assert.ok(server);
  const [client] = await socket.connect("127.0.0.1", server.getsockname()[1] as number);
  const [peer] = await server.accept();
  assert.ok(client && peer);
  server.close();
  return { client, peer };
}

test("lines come in order, to those who ask before they are there, too", async () => {
  const { client, peer } = await connection();
  const lines = client.lines();
  const asked = [lines.next(), lines.next(), lines.next()];
  await peer.send("one\ntwo\nthr");
  await peer.send("ee\nfour\nfive\nla");
  const values = (await Promise.all(asked)).map(({ value }) => value);
  assert.deepEqual(values, ["one", "two", "three"]);
  assert.deepEqual(await lines.next(), { value: "four", done: false });
  const rest = [lines.next(), lines.next(), lines.next(), lines.next()];
  await peer.send("st");
  peer.close();
  assert.deepEqual(await Promise.all(rest), [
    { value: "five", done: false },
    { value: "last", done: false },
    { value: undefined, done: true },
    { value: undefined, done: true },
  ]);
  client.close();
});

test("a loop that is left leaves the other lines to be received", async () => {
  const { client, peer } = await connection();
  await peer.send("one\ntwo\nthree\nfour\n");
  const lines = client.lines();
  for await (const line of lines) if (line === "two") break;
  assert.deepEqual(await lines.next(), { value: undefined, done: true });
  assert.deepEqual(await client.receive(), ["three"]);
  for await (const line of client.lines()) {
    assert.equal(line, "four");
    break;
  }
  client.close();
  peer.close();
});

test("a failure ends the loop for good", async () => {
  const { client, peer } = await connection();
  client.settimeout(0.01);
  const lines = client.lines();
  await assert.rejects(lines.next(), /timeout/);
  await peer.send("late\nlines\n");
  assert.deepEqual(await client.receive(), ["late"]);
  assert.deepEqual(await lines.next(), { value: undefined, done: true });
  client.close();
  peer.close();
});

test("a program that only finds lines lets timers have their turn", async () => {
  const { client, peer } = await connection();
  await peer.send("x\n".repeat(10_000));
  let turns = 0;
  const count = () => {
    turns++;
    again = setImmediate(count);
  };
  let again = setImmediate(count);
  let left = 10_000;
  for await (const _ of client.lines()) if (--left === 0) break;
  clearImmediate(again);
  assert.ok(turns > 0);
  client.close();
  peer.close();
});
