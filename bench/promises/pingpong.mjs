// pingpong.mjs port: send a line, receive a line, until the answer is "stop!"
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const port = Number(process.argv[2]);
const client = must(await socket.connect("127.0.0.1", port));
client.setoption("tcp-nodelay", true);
let line;
do {
  must(await client.send("hello\n"));
  line = must(await client.receive("*l"));
} while (line !== "stop!");
client.close();
