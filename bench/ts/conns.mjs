// conns.mjs port conns: hold that many connections, each used once
import socket from "luasocket";
import { must } from "./must.mjs";

const [port, count] = process.argv.slice(2).map(Number);
const clients = [];
for (let i = 0; i < count; i++) {
  const client = must(socket.connect("127.0.0.1", port));
  must(client.send("hello\n"));
  must(client.receive("*l"));
  clients.push(client);
}
for (const client of clients) client.close();
