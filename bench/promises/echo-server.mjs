// echo-server.mjs: one async function for each client; echoes lines until one is "quit"
import socket from "luasocket/promises";
import { announce } from "../ts/announce.mjs";
import { must } from "../ts/must.mjs";

const server = must(await socket.bind("127.0.0.1", 0, 4096));
announce(server);

async function serve(client) {
  client.setoption("tcp-nodelay", true);
  for (;;) {
    const [line] = await client.receive("*l");
    if (line === undefined) break;
    if (line === "quit") process.exit(0);
    await client.send(`${line}\n`);
  }
  client.close();
}

for await (const client of server) void serve(client);
