// echo-server.mjs: the classic select loop; echoes lines until one is "quit"
import socket from "luasocket";
import { announce } from "./announce.mjs";
import { must } from "./must.mjs";

const server = must(socket.bind("127.0.0.1", 0, 1024));
announce(server);
server.settimeout(0);
const watched = [server];
const places = new Map([[server, 0]]);

/** Everyone who waits to be accepted. */
function welcome() {
  for (let [client] = server.accept(); client !== undefined; [client] = server.accept()) {
    client.setoption("tcp-nodelay", true);
    places.set(client, watched.length);
    watched.push(client);
  }
}

/** The last one takes the place of the one that goes. */
function dismiss(client) {
  const place = places.get(client);
  const last = watched.pop();
  if (last !== client) {
    watched[place] = last;
    places.set(last, place);
  }
  places.delete(client);
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
