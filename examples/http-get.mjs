// @ts-check
// Prints the response body of a web server, byte for byte, with any status: as curl does.
//
//   node examples/http-get.mjs 127.0.0.1 8080 /

import { writeFileSync } from "node:fs";
import socket from "luasocket";

const [host, port, path = "/"] = process.argv.slice(2);
if (host === undefined || port === undefined) {
  console.error("usage: http-get.mjs host port [path]");
  process.exit(2);
}

/**
 * Returns the first value of a result, or ends the program with the reason.
 *
 * @template T
 * @param {readonly [value: T | undefined, reason?: string | undefined, partial?: unknown]} result
 * @returns {T}
 */
function must([value, reason]) {
  if (value !== undefined) return value;
  console.error(`http-get: ${reason}`);
  process.exit(1);
}

// Buffers throughout: a body can be any bytes.
const client = must(socket.connect(host, port)).setencoding("buffer");
client.settimeout(10);
must(client.send(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`));

const line = () => must(client.receive("*l")).toString("latin1");

/** Matches the beginning of a line, and returns the pattern's first group. @type {(pattern: RegExp, reason: string) => string} */
const lineWith = (pattern, reason) => must([pattern.exec(line())?.[1], reason]);

/** Receives a status and its headers. Names are lower case. */
function head() {
  const status = Number(lineWith(/^HTTP\/\d(?:\.\d)? (\d+)/, "this is not HTTP"));
  const headers = new Map();
  for (let field = line(); field !== ""; field = line()) {
    const [, name, value] = /^([^:]+):\s*(.*?)\s*$/.exec(field) ?? [];
    if (name !== undefined) headers.set(name.toLowerCase(), value?.toLowerCase());
  }
  return { status, headers };
}

let { status, headers } = head();
while (status < 200) ({ status, headers } = head()); // skips informational responses

/** Not process.stdout, which would buffer output in memory if its reader is slow. @param {Buffer} bytes */
const print = (bytes) => writeFileSync(1, bytes);

/** Copies a number of bytes in pieces, so that a large body is never in memory as a whole. @param {number} size */
function copy(size) {
  for (let left = size; left > 0; ) {
    const [piece, reason, partial] = client.receive(Math.min(left, 65536));
    print(piece ?? partial); // prints the received part even if the rest never arrives
    left -= must([piece, reason]).length;
  }
}

if (headers.get("transfer-encoding") === "chunked") {
  for (let size = -1; size !== 0; ) {
    size = Number.parseInt(lineWith(/^([\da-f]+)/i, "a chunk has no size"), 16);
    copy(size);
    line(); // ends a chunk; the trailer follows the last one
  }
} else if (headers.has("content-length")) {
  copy(Number(must([/^\d+$/.exec(headers.get("content-length"))?.[0], "the length is no number"])));
} else {
  for (let open = true; open; ) {
    const [piece, reason, partial] = client.receive(65536);
    print(piece ?? partial);
    open = reason === undefined;
    if (!open && reason !== "closed") must([undefined, reason]);
  }
}
client.close();
