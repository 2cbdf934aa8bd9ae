// A peer that always has data must not keep others from their turn.

import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import blocking from "luasocket";
import socket, { type TcpClient } from "luasocket/promises";
import { type Stage, testInBothThreads } from "../../support/both-threads.ts";
import { must } from "../../support/connected-pair.ts";

/** Sends lines as fast as they are taken, from a thread of its own. */
const FLOOD = `
const { createServer } = require("node:net");
const { parentPort } = require("node:worker_threads");
const lines = Buffer.from("line\\n".repeat(20000));
const server = createServer((connection) => {
  connection.on("error", () => {});
  const pour = () => { while (connection.write(lines)); };
  connection.on("drain", pour);
  pour();
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

/** So many results that were there at once, and nobody else had a turn. */
const TOO_MANY = 3_000_000;

async function flood(t: Stage): Promise<TcpClient> {
  const worker = new Worker(FLOOD, { eval: true });
  t.after(() => worker.terminate());
  const [port] = (await once(worker, "message")) as [number];
  const client = must(await socket.connect("127.0.0.1", port));
  t.after(() => client.close());
  return client;
}

/** Does something again and again until somebody else has had a turn. */
async function until(others: Promise<unknown>, act: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  void others.then(() => {
    isOver = true;
  });
  for (let count = 0; !isOver; count++) {
    assert.ok(count < TOO_MANY, "nobody else had a turn");
    await act();
  }
}

/** Another pair of sockets, on which a line goes there and back ten times. */
async function conversation(t: Stage): Promise<void> {
  const server = must(await socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const client = must(await socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(await server.accept());
  t.after(() => client.close());
  t.after(() => peer.close());
  for (let count = 0; count < 10; count++) {
    const heard = peer.receive("*l");
    await client.send("hello\n");
    await peer.send(`${must(await heard)}\n`);
    assert.deepEqual(await client.receive("*l"), ["hello"]);
  }
}

const timer = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

testInBothThreads(import.meta.url, {
  "lines that are always there leave a turn to timers": async (t) => {
    const client = await flood(t);
    await until(timer(), () => client.receive("*l"));
  },

  "lines that are always there leave a turn to another socket": async (t) => {
    const client = await flood(t);
    await until(conversation(t), () => client.receive("*l"));
  },

  "bytes that are always there leave a turn to timers and to another socket": async (t) => {
    const client = await flood(t);
    const buffer = Buffer.alloc(16);
    await until(Promise.all([timer(), conversation(t)]), () => client.receiveinto(buffer));
  },

  "an iteration over lines leaves a turn to timers and to another socket": async (t) => {
    const client = await flood(t);
    let isOver = false;
    void Promise.all([timer(), conversation(t)]).then(() => {
      isOver = true;
    });
    let count = 0;
    for await (const line of client.lines()) {
      assert.equal(line, "line");
      if (isOver) break;
      assert.ok(++count < TOO_MANY, "nobody else had a turn");
    }
  },

  "a select that always finds something leaves a turn to timers": async (t) => {
    const client = await flood(t);
    await client.receive("*l");
    await until(timer(), () => socket.select([client], [client], 10));
  },

  "sends that are always done at once leave a turn to timers": async (t) => {
    const udp = must(socket.udp4());
    t.after(() => udp.close());
    const receiver = must(blocking.udp4());
    t.after(() => receiver.close());
    must(receiver.setsockname("127.0.0.1", 0));
    const [, port] = receiver.getsockname();
    await until(timer(), () => udp.sendto("x", "127.0.0.1", port as number));
  },

  "failures that are always there at once leave a turn to timers": async (t) => {
    const client = await flood(t);
    client.close();
    await until(timer(), () => client.receive("*a"));
  },
});
