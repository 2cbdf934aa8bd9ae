// @ts-check
// Several threads serve one port: each has a listening socket of its own, and the kernel shares out the
// connections. The threads could as well be processes: SO_REUSEPORT (socket(7)) knows no difference.
//
//   node examples/one-port.mjs [threads] [clients]

import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, threadId, Worker, workerData } from "node:worker_threads";
import socket from "luasocket";

/** The value of a result. @template T @param {import("luasocket").Result<T>} result */
function must([value, reason]) {
  if (reason !== undefined) throw new Error(reason);
  return value;
}

/** A socket at a port that others may have, too. @param {number} port  0 for any that is free */
function share(port) {
  const master = must(socket.tcp4());
  must(master.setoption("reuseport", true));
  must(master.bind("127.0.0.1", port));
  return master;
}

/** Tells each client which thread serves it. Ends with the process. @param {number} port */
function serve(port) {
  const server = share(port);
  must(server.listen(128));
  parentPort?.postMessage("listening");
  for (;;) {
    const client = must(server.accept());
    client.send(`thread ${threadId}\n`);
    client.close();
  }
}

/** How many connections each thread has served. @param {number} port @param {number} clients */
function count(port, clients) {
  /** @type {Map<string, number>} */
  const served = new Map();
  for (let index = 0; index < clients; index += 1) {
    const client = must(socket.connect("127.0.0.1", port));
    const [name, failure] = client.receive("*l");
    client.close();
    if (failure !== undefined) throw new Error(failure);
    served.set(name, (served.get(name) ?? 0) + 1);
  }
  return served;
}

if (isMainThread) {
  const [threads = 4, clients = 400] = process.argv.slice(2).map(Number);
  // Held, but not listened at: the port stays ours while the threads start.
  const held = share(0);
  const port = Number(held.getsockname()[1]);
  for (let index = 0; index < threads; index += 1) {
    await once(new Worker(fileURLToPath(import.meta.url), { workerData: port }), "message");
  }
  for (const [name, connections] of [...count(port, clients)].sort()) console.log(`${name}: ${connections}`);
  process.exit();
} else {
  serve(workerData);
}
