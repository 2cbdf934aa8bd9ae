// select.mjs port conns: wait until a connection sends, answer it, until "stop!"
import socket from "luasocket";
import { must } from "./must.mjs";

const [port, count] = process.argv.slice(2).map(Number);
const clients = [];
for (let i = 0; i < count; i++) {
  const client = must(socket.connect("127.0.0.1", port));
  client.setoption("tcp-nodelay", true);
  clients.push(client);
}
while (true) {
  const [readable] = socket.select(clients, undefined);
  const client = readable[0];
  if (must(client.receive("*l")) === "stop!") break;
  client.send("hello\n");
}
