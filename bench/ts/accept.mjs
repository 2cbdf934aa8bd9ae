// accept.mjs: serve one line per connection until it is "quit"
import socket from "luasocket";
import { announce } from "./announce.mjs";
import { must } from "./must.mjs";

const server = must(socket.bind("127.0.0.1", 0, 128));
announce(server);
let line;
do {
  const client = must(server.accept());
  line = must(client.receive("*l"));
  client.send("hello\n");
  client.close();
} while (line !== "quit");
server.close();
