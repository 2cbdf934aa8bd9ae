// recv.mjs port pattern: receive(number) until the end, or receive("*a") once; twice (warm-up first)
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const port = Number(process.argv[2]);
const pattern = process.argv[3];

async function receiveCounts(client, count) {
  let bytes = 0;
  while (true) {
    const [data, , partial] = await client.receive(count);
    if (data === undefined) return bytes + partial.length;
    bytes += data.length;
  }
}

for (let pass = 0; pass < 2; pass++) {
  const client = must(await socket.connect("127.0.0.1", port));
  const bytes =
    pattern === "*a" ? must(await client.receive("*a")).length : await receiveCounts(client, Number(pattern));
  await client.send(`done 0 ${bytes}\n`);
  client.close();
}
