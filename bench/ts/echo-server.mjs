// echo-server.mjs: the classic select loop; echoes lines until one is "quit"
import socket from "luasocket";
import { announce } from "./announce.mjs";
import { must } from "./must.mjs";

const server = must(socket.bind("127.0.0.1", 0, 1024));
announce(server);
server.settimeout(0);
const watched = [server];
const positions = new Map([[server, 0]]);

/** Accepts all pending connections. */
function welcome() {
  for (let [client] = server.accept(); client !== undefined; [client] = server.accept()) {
    client.setoption("tcp-nodelay", true);
    positions.set(client, watched.length);
    watched.push(client);
  }
}

/** Removes a client; the last one takes its position. */
function dismiss(client) {
  const position = positions.get(client);
  const last = watched.pop();
  if (last !== client) {
    watched[position] = last;
    positions.set(last, position);
  }
  positions.delete(client);
  client.close();
}

let isRunning = true;
while (isRunning) {
  const [readable] = socket.select(watched, undefined);
  for (const ready of readable) {
    if (ready === server) {
      welcome();
      continue;
    }
    const [line] = ready.receive("*l");
    if (line === "quit") isRunning = false;
    else if (line === undefined) dismiss(ready);
    else ready.send(`${line}\n`);
  }
}
