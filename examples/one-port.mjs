// @ts-check
// Several processes serve one port: each has its own listening socket, and the kernel distributes the
// connections (SO_REUSEPORT, socket(7)).
//
//   node examples/one-port.mjs [processes] [clients]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import socket from "luasocket";

/** Returns the value of a result, or throws. @template T @param {import("luasocket").Result<T>} result */
function must([value, reason]) {
  if (reason !== undefined) throw new Error(reason);
  return value;
}

/** Binds a socket to a port that other processes may share. @param {number} port  0 for any free port */
function share(port) {
  const master = must(socket.tcp4());
  must(master.setoption("reuseport", true));
  must(master.bind("127.0.0.1", port));
  return master;
}

/** Sends each client the name of this process, until the process is ended. @param {number} port @param {string} name */
function serve(port, name) {
  const server = share(port);
  must(server.listen(128));
  console.log("listening");
  for (;;) {
    const client = must(server.accept());
    client.send(`${name}\n`);
    client.close();
  }
}

/** Counts the connections that each process has served. @param {number} port @param {number} clients */
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

const [first = "4", second = "400", name] = process.argv.slice(2);
if (name !== undefined) serve(Number(first), name);

// Bound, but not listening: reserves the port while the servers start.
const held = share(0);
const port = Number(held.getsockname()[1]);
const servers = Array.from({ length: Number(first) }, (_, index) =>
  spawn(process.execPath, [fileURLToPath(import.meta.url), String(port), "", `process ${index + 1}`], {
    stdio: ["ignore", "pipe", "inherit"],
  }),
);
for (const server of servers) await once(server.stdout, "data");
for (const [server, connections] of [...count(port, Number(second))].sort()) {
  console.log(`${server}: ${connections}`);
}
for (const server of servers) server.kill();
