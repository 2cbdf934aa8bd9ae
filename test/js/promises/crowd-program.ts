// Ten thousand clients over promises, as a program: port and number are its arguments. Says what it has done, step
// by step, and how many sockets it has left in the end.

import { strictEqual } from "node:assert/strict";
import socket, { type TcpClient } from "luasocket/promises";
import { must } from "../../support/connected-pair.ts";
import { openSockets } from "../../support/open-sockets.ts";

const [, , port, number] = process.argv.map(Number) as [number, number, number, number];
const before = openSockets();
const clients: TcpClient[] = [];

/** How many connect at a time: fewer than the server's queue holds. */
const AT_ONCE = 1000;
while (clients.length < number) {
  const some = Math.min(AT_ONCE, number - clients.length);
  const made = Array.from({ length: some }, () => socket.connect("127.0.0.1", port));
  clients.push(...(await Promise.all(made)).map(must));
}
console.log("connected");

/**
 * How many talk at a time while the others wait. A round trip takes two switches between the processes, each of which
 * waits for a processor where others are busy: with one at a time that would be all that the test measures.
 */
const FEW = 50;
const queue = clients.entries();
await Promise.all(
  Array.from({ length: FEW }, async () => {
    for (const [index, client] of queue) {
      must(await client.send(`${index} in turn\n`));
      strictEqual(must(await client.receive("*l")), `${index} in turn`);
    }
  }),
);
console.log("in turn");

async function talk(client: TcpClient, index: number): Promise<void> {
  const lines = [0, 1, 2, 3].map((count) => `${index} at once ${count}`);
  must(await client.send(`${lines.slice(0, 3).join("\n")}\n`));
  for (const line of lines.slice(0, 3)) strictEqual(must(await client.receive("*l")), line);
  must(await client.send(`${lines[3]}\n`));
  strictEqual(must(await client.receive("*l")), lines[3]);
}
await Promise.all(clients.map(talk));
console.log("at once");

for (const client of clients) client.close();
console.log(`left open: ${openSockets() - before}.`);
