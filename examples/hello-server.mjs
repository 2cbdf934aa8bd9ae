// @ts-check
// The server of hello.mjs: serves one client, line by line, and ends.

import { parentPort } from "node:worker_threads";
import socket from "luasocket";

const [server, failure] = socket.bind("127.0.0.1", 0);
if (failure !== undefined) throw new Error(failure);
const [, port] = server.getsockname();
parentPort?.postMessage(port);

const [client, reason] = server.accept();
if (reason !== undefined) throw new Error(reason);
let count = 0;
for (;;) {
  const [line] = client.receive("*l");
  if (line === undefined) break;
  count += 1;
  client.send(`${count}. ${line}\n`);
}
client.close();
server.close();
