// @ts-check
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

/** The value of a result. @template T @param {import("luasocket").Result<T>} result */
function must([value, reason]) {
  if (reason !== undefined) throw new Error(reason);
  return value;
}

const server = must(socket.bind("127.0.0.1", positionals[0] ?? 0));
const [host, port] = server.getsockname();
console.log(`listening on ${host} ${port}`);

const accept = () => must(server.accept()).setencoding("buffer"); // any bytes come back as they are

/** @typedef {import("luasocket").TcpClient<Buffer>} Client */
/** Work that yields what it waits for. @typedef {Generator<"to read" | "to write", void>} Service */

/**
 * Sends all of the bytes. Yields while a client that does not read leaves no room for more.
 *
 * @param {Client} client
 * @param {Buffer} bytes
 * @returns {Generator<"to write", boolean>}
 */
function* send(client, bytes) {
  let [last, reason, sent] = client.send(bytes);
  while (reason === "timeout") {
    yield "to write";
    [last, reason, sent] = client.send(bytes, (sent ?? 0) + 1);
  }
  return last !== undefined;
}

const LINE_FEED = Buffer.from("\n");

/**
 * Serves one client to its end; yields before each line, so that the others have their turn. Half a line is
 * kept, and goes before its rest.
 *
 * @param {Client} client
 * @returns {Service}
 */
function* serve(client) {
  /** @type {Buffer | undefined} */
  let kept;
  for (;;) {
    yield "to read";
    const [line, reason, partial] = client.receive("*l", kept);
    kept = partial;
    if (line !== undefined && !(yield* send(client, Buffer.concat([line, LINE_FEED])))) break;
    if (reason !== undefined && reason !== "timeout") break;
  }
  if (kept !== undefined) yield* send(client, kept); // a last line without an end
  client.close();
}

if (values["one-by-one"]) {
  for (; clientsLeft > 0; clientsLeft--) {
    const service = serve(accept()); // without a timeout: its calls wait by themselves
    while (!service.next().done);
  }
}

/** @type {Map<Client, Service>} */
const services = new Map();
/** What each client's service waits for. @type {Map<Client, string>} */
const waits = new Map();

/** @param {Client} client */
function resume(client) {
  const next = services.get(client)?.next();
  if (next?.value !== undefined) {
    waits.set(client, next.value);
  } else {
    services.delete(client);
    waits.delete(client);
    clientsLeft -= 1;
  }
}

/** @param {string} wait */
const waiting = (wait) => [...waits.keys()].filter((client) => waits.get(client) === wait);

while (clientsLeft > 0) {
  /** @type {(Client | typeof server)[]} */
  const readers = [server, ...waiting("to read")];
  const [readable, writable] = socket.select(readers, waiting("to write"));
  for (const ready of [...readable, ...writable]) {
    if (ready !== server) {
      resume(/** @type {Client} */ (ready));
      continue;
    }
    const client = accept();
    client.settimeout(0); // no client may keep the others waiting
    services.set(client, serve(client));
    resume(client);
  }
}
