// An echo server over promises, as a program. It answers every line with the same line, but for these:
//
//   stats         how many sockets it has open, how many bytes of memory it holds, and how its clients ended
//   close <name>  closes the client that has said `name <name>`, while its call waits
//
// With the argument "accept" it calls accept again and again and says what fails; otherwise it iterates.

import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import socket, { type TcpClient } from "luasocket/promises";
import { must } from "../../support/connected-pair.ts";
import { openSockets } from "../../support/open-sockets.ts";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

const named = new Map<string, TcpClient>();
const ends = new Map<string, number>();

async function answer(client: TcpClient, line: string): Promise<string> {
  const [, word, name = ""] = /^(\w+) ?(.*)$/.exec(line) ?? [];
  if (word === "name") named.set(name, client);
  if (word === "close") {
    named.get(name)?.close();
    named.delete(name);
  }
  if (word !== "stats") return line;
  // What has been closed in this turn is collected in the next ones.
  for (let count = 0; count < 5; count++) {
    gc();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return JSON.stringify({
    sockets: openSockets(),
    memory: heapUsed + external,
    ends: Object.fromEntries(ends),
  });
}

async function serve(client: TcpClient): Promise<void> {
  for (;;) {
    const [line, receiveError] = await client.receive("*l");
    if (line === undefined) return end(client, receiveError);
    const [, sendError] = await client.send(`${await answer(client, line)}\n`);
    if (sendError !== undefined) return end(client, sendError);
  }
}

function end(client: TcpClient, reason: string): void {
  ends.set(reason, (ends.get(reason) ?? 0) + 1);
  client.close();
}

const server = must(await socket.bind("127.0.0.1", 0, 4096));
console.log(`port ${server.getsockname()[1]}.`);
if (process.argv[2] === "accept") {
  let isShort = false;
  for (;;) {
    const [client, err] = await server.accept();
    if (client !== undefined) void serve(client);
    else {
      if (!isShort) console.log(err);
      isShort = true;
      await socket.sleep(0.01);
    }
  }
}
for await (const client of server) void serve(client);
