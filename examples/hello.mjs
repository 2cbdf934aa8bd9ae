// @ts-check
// A client and a server on one machine. Calls block, so each has its own thread.
//
//   node examples/hello.mjs

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import socket from "luasocket";

const worker = new Worker(new URL("./hello-server.mjs", import.meta.url));
const [port] = await once(worker, "message");

const [client, failure] = socket.connect("127.0.0.1", port);
if (failure !== undefined) throw new Error(failure);
client.settimeout(2);

client.send("Hello\nHow are you?\n");
console.log("first line: ", client.receive("*l"));
console.log("second line:", client.receive("*l"));

client.shutdown("send"); // the server now reads the end, and closes
console.log("the end:    ", client.receive("*l"));
client.close();
