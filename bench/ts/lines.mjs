// lines.mjs port: receive lines until the end, then print their number; twice (warm-up first)
import socket from "luasocket";
import { must } from "./must.mjs";

const port = Number(process.argv[2]);
for (let pass = 0; pass < 2; pass++) {
  const client = must(socket.connect("127.0.0.1", port));
  let lines = 0;
  let bytes = 0;
  while (true) {
    const [line] = client.receive("*l");
    if (line === undefined) break;
    lines++;
    bytes += line.length + 1;
  }
  client.send(`done ${lines} ${bytes}\n`);
  client.close();
}
