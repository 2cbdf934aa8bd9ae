// connect.mjs port: a connection per request, until the answer is "stop!"
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const port = Number(process.argv[2]);
let line;
do {
  const client = must(await socket.connect("127.0.0.1", port));
  must(await client.send("hello\n"));
  line = must(await client.receive("*l"));
  client.close();
} while (line !== "stop!");
