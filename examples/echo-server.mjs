// @ts-check
// Echoes every client's lines.
//
//   node examples/echo-server.mjs [--one-by-one] [--clients N] [port]
//
// Serves all clients at once with select; with --one-by-one, one after the other.
// Ends after N clients; without --clients, never.

import { parseArgs } from "node:util";
import socket from "luasocket";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "one-by-one": { type: "boolean" }, clients: { type: "string", default: "Infinity" } },
});
let clientsLeft = Number(values.clients);

/** Returns the value of a result, or throws. @template T @param {import("luasocket").Result<T>} result */
function must([value, reason]) {
  if (reason !== undefined) throw new Error(reason);
  return value;
}

const server = must(socket.bind("127.0.0.1", positionals[0] ?? 0));
const [host, port] = server.getsockname();
console.log(`listening on ${host} ${port}`);

const accept = () => must(server.accept()).setencoding("buffer"); // echoes any bytes unchanged

/** @typedef {import("luasocket").TcpClient<Buffer>} Client */
/** Work that yields the event it waits for. @typedef {Generator<"to read" | "to write", void>} Service */

/**
 * Sends all of the bytes. Yields while the buffer of a client that does not read is full.
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
 * Serves one client to its end; yields before each line, so that others are served in between. Keeps an
 * incomplete line as the prefix of its rest.
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
    const service = serve(accept()); // without a timeout: its calls block
    while (!service.next().done);
  }
}

/** @type {Map<Client, Service>} */
const services = new Map();
/** The event that each client's service waits for. @type {Map<Client, string>} */
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
    client.settimeout(0); // no client may block the others
    services.set(client, serve(client));
    resume(client);
  }
}
