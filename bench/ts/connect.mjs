// connect.mjs port: a connection per request, until the answer is "stop!"
import socket from "luasocket";
import { must } from "./must.mjs";

const port = Number(process.argv[2]);
let line;
do {
  const client = must(socket.connect("127.0.0.1", port));
  must(client.send("hello\n"));
  line = must(client.receive("*l"));
  client.close();
} while (line !== "stop!");
