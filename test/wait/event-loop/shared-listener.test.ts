// One listening descriptor, on which several threads wait: all are told of a connection, and one gets it. The others
// find nothing, and wait on.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import socket from "luasocket";
import { must } from "../../support/connected-pair.ts";

const CONNECTIONS = 60;
const THREADS = 3;

const SOURCE = `
(async () => {
  const { parentPort, workerData: { binding, fd } } = require("node:worker_threads");
  const { default: socket } = await import(binding);
  const [server] = socket.adopt(fd);
  parentPort.postMessage("ready");
  for (;;) {
    const [client] = await server.accept();
    if (client === undefined) return;
    const [name] = await client.receive();
    await client.send(name + "\\n");
    client.close();
    parentPort.postMessage(name);
  }
})();`;

for (const binding of ["luasocket", "luasocket/promises"]) {
  test(`each connection goes to one of the threads that wait for it (${binding})`, async (t) => {
    const server = must(socket.bind("127.0.0.1", 0, 128));
    const port = server.getsockname()[1] as number;
    const names: string[] = [];
    const workers = await Promise.all(
      Array.from({ length: THREADS }, async () => {
        const worker = new Worker(SOURCE, {
          eval: true,
          workerData: { binding, fd: server.getfd() },
          trackUnmanagedFds: false,
        });
        t.after(() => worker.terminate());
        const [ready] = await once(worker, "message");
        assert.equal(ready, "ready");
        worker.on("message", (name) => names.push(name));
        return worker;
      }),
    );
    assert.equal(workers.length, THREADS);
    // Runs after the workers have ended: they use the fd by its number, which another file may get.
    t.after(() => server.close());
    const expected = Array.from({ length: CONNECTIONS }, (_, at) => `connection ${at}`);
    await Promise.all(
      expected.map(async (name) => {
        const client = connect(port, "127.0.0.1");
        client.setEncoding("latin1").write(`${name}\n`);
        let text = "";
        for await (const part of client) text += part;
        assert.equal(text, `${name}\n`);
      }),
    );
    while (names.length < CONNECTIONS) await new Promise(setImmediate);
    assert.deepEqual(new Set(names), new Set(expected));
    assert.equal(names.length, CONNECTIONS);
  });
}
