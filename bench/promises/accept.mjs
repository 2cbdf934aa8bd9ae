// accept.mjs: serve one line per connection until it is "quit"
import socket from "luasocket/promises";
import { announce } from "../ts/announce.mjs";
import { must } from "../ts/must.mjs";

const server = must(await socket.bind("127.0.0.1", 0, 128));
announce(server);
for await (const client of server) {
  const line = must(await client.receive("*l"));
  await client.send("hello\n");
  client.close();
  if (line === "quit") break;
}
server.close();
