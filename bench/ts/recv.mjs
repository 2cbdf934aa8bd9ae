// recv.mjs port pattern: receive(number) until the end, or receive("*a") once; twice (warm-up first)
import socket from "luasocket";
import { must } from "./must.mjs";

const port = Number(process.argv[2]);
const pattern = process.argv[3];

function receiveCounts(client, count) {
  let bytes = 0;
  while (true) {
    const [data, , partial] = client.receive(count);
    if (data === undefined) return bytes + partial.length;
    bytes += data.length;
  }
}

for (let pass = 0; pass < 2; pass++) {
  const client = must(socket.connect("127.0.0.1", port));
  const bytes = pattern === "*a" ? must(client.receive("*a")).length : receiveCounts(client, Number(pattern));
  client.send(`done 0 ${bytes}\n`);
  client.close();
}
