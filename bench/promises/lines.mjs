// lines.mjs port: receive lines until the end, then print their number; twice (warm-up first)
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const port = Number(process.argv[2]);
for (let pass = 0; pass < 2; pass++) {
  const client = must(await socket.connect("127.0.0.1", port));
  let lines = 0;
  let bytes = 0;
  for await (const line of client.lines()) {
    lines++;
    bytes += line.length + 1;
  }
  await client.send(`done ${lines} ${bytes}\n`);
  client.close();
}
