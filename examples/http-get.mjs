// Prints what a web server has at a path, byte for byte.
//
//   node examples/http-get.mjs 127.0.0.1 8080 /

import socket from "luasocket";

const [host, port, path = "/"] = process.argv.slice(2);
if (port === undefined) {
  console.error("usage: http-get.mjs host port [path]");
  process.exit(2);
}

/** The first value of a result; where there is none, the program ends with the reason. */
function must([value, reason]) {
  if (value !== undefined) return value;
  console.error(`http-get: ${reason}`);
  process.exit(1);
}

const client = must(socket.connect(host, port)).setencoding("latin1");
client.settimeout(10);
must(client.send(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`));

must(client.receive("*l")); // the status line: any answer is printed
const headers = new Map();
for (let line = must(client.receive("*l")); line !== ""; line = must(client.receive("*l"))) {
  const colon = line.indexOf(":");
  headers.set(
    line.slice(0, colon).toLowerCase(),
    line
      .slice(colon + 1)
      .trim()
      .toLowerCase(),
  );
}

/** Copies so many bytes in pieces, so that a large body never stands in memory as a whole. */
function copy(size) {
  for (let left = size; left > 0; ) {
    const piece = must(client.setencoding("buffer").receive(Math.min(left, 65536)));
    process.stdout.write(piece);
    left -= piece.length;
  }
  client.setencoding("latin1");
}

if (headers.get("transfer-encoding") === "chunked") {
  for (;;) {
    const size = Number.parseInt(must(client.receive("*l")), 16);
    copy(size);
    must(client.receive("*l")); // ends a chunk; behind the last one, the trailer begins
    if (size === 0) break;
  }
} else if (headers.has("content-length")) {
  copy(Number(headers.get("content-length")));
} else {
  const [body, reason, partial] = client.setencoding("buffer").receive("*a");
  process.stdout.write(body ?? partial);
  if (body === undefined && reason !== "closed") must([undefined, reason]);
}
client.close();
