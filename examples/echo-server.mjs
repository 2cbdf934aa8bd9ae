// Gives every client back its lines.
//
//   node examples/echo-server.mjs [--one-by-one] [--clients N] [port]
//
// Serves all clients at once with select; with --one-by-one, each after the one before has left.
// Ends after N clients; without --clients, never.

import { parseArgs } from "node:util";
import socket from "luasocket";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "one-by-one": { type: "boolean" }, clients: { type: "string", default: "Infinity" } },
});
let clientsLeft = Number(values.clients);

const [server, failure] = socket.bind("127.0.0.1", positionals[0] ?? 0);
if (failure) throw new Error(failure);
const [host, port] = server.getsockname();
console.log(`listening on ${host} ${port}`);

function accept() {
  const [client, reason] = server.accept();
  if (reason) throw new Error(reason);
  return client.setencoding("latin1"); // any bytes at all come back as they are
}

const partials = new Map(); // what has come of the line that a client is at

/** Gives back the next line, if all of it is there. False: the client has left. */
function echo(client) {
  const [line, reason, partial] = client.receive("*l", partials.get(client));
  if (reason === "timeout") {
    partials.set(client, partial);
    return true;
  }
  partials.delete(client);
  if (line !== undefined && client.send(`${line}\n`)[0] !== undefined) return true;
  if (partial) client.send(partial); // a last line without an end
  client.close();
  return false;
}

if (values["one-by-one"]) {
  for (; clientsLeft > 0; clientsLeft--) {
    const client = accept();
    while (echo(client));
  }
}

const sockets = new Set([server]);
while (clientsLeft > 0) {
  const [readable] = socket.select([...sockets]);
  for (const ready of readable) {
    if (ready === server) {
      const client = accept();
      client.settimeout(0); // half a line from one client must not keep the others waiting
      sockets.add(client);
    } else if (!echo(ready)) {
      sockets.delete(ready);
      clientsLeft -= 1;
    }
  }
}
