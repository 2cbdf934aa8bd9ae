// send.mjs port size count: send(string of size) count times; twice (warm-up first)
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const [port, size, count] = process.argv.slice(2).map(Number);
const data = "x".repeat(size);
for (let pass = 0; pass < 2; pass++) {
  const client = must(await socket.connect("127.0.0.1", port));
  client.setoption("tcp-nodelay", true);
  for (let i = 0; i < count; i++) must(await client.send(data));
  client.shutdown("send");
  const answer = must(await client.receive("*l"));
  if (answer !== `done ${count * size}`) throw new Error(`the peer says "${answer}"`);
  client.close();
}
