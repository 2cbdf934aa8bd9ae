// recv.mjs port pattern: receiveinto one Buffer until the end, or receive("*a") once; twice (warm-up first)
import plain from "luasocket";
import { must } from "../ts/must.mjs";

const socket = plain.configure({ encoding: "buffer" });
const port = Number(process.argv[2]);
const pattern = process.argv[3];

function receiveCounts(client, count) {
  const buffer = Buffer.alloc(count);
  let bytes = 0;
  while (true) {
    const [received, , partial] = client.receiveinto(buffer);
    if (received === undefined) return bytes + partial;
    bytes += received;
  }
}

for (let pass = 0; pass < 2; pass++) {
  const client = must(socket.connect("127.0.0.1", port));
  const bytes = pattern === "*a" ? must(client.receive("*a")).length : receiveCounts(client, Number(pattern));
  client.send(`done 0 ${bytes}\n`);
  client.close();
}
