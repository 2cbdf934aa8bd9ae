// conns.mjs port conns: hold that many connections, each used once
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const [port, count] = process.argv.slice(2).map(Number);
const clients = [];
for (let i = 0; i < count; i++) {
  const client = must(await socket.connect("127.0.0.1", port));
  must(await client.send("hello\n"));
  must(await client.receive("*l"));
  clients.push(client);
}
for (const client of clients) client.close();
