// select.mjs port conns: wait until a connection sends, answer it, until "stop!"
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const [port, count] = process.argv.slice(2).map(Number);
const clients = [];
for (let i = 0; i < count; i++) {
  const client = must(await socket.connect("127.0.0.1", port));
  client.setoption("tcp-nodelay", true);
  clients.push(client);
}
while (true) {
  const [readable] = await socket.select(clients, undefined);
  const client = readable[0];
  if (must(await client.receive("*l")) === "stop!") break;
  await client.send("hello\n");
}
for (const client of clients) client.close();
