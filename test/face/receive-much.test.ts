// "*a" of many megabytes: text is made of it while it comes, and nothing may show that.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type Encoding, type TcpClient } from "luasocket";
import { Program } from "../support/program.js";

const MEGABYTE = 2 ** 20;

/** A client whose peer, another process, sends what the code of a function of Node's makes, and then does something else. */
function receiverOf(t: TestContext, bytes: string, then: string): TcpClient {
  const [server] = socket.try(...socket.bind("127.0.0.1", 0));
  const program = `
    const bytes = ${bytes};
    const peer = require("node:net").connect(${server.getsockname()[1]}, "127.0.0.1");
    peer.on("error", () => {});
    peer.write(bytes, () => { ${then} });`;
  new Program(t, [process.execPath, "-e", program]);
  const [client] = socket.try(...server.accept());
  server.close();
  t.after(() => client.close());
  client.settimeout(30, "t");
  return client;
}

const LONG_LINE = `${"é€𝄞x".repeat(97)}\n`;
const MANY_LINES = `Buffer.from(${JSON.stringify(LONG_LINE)}.repeat(5000))`;

for (const encoding of ["utf8", "latin1", "buffer"] as const satisfies Encoding[]) {
  test(`millions of bytes come as they are sent, characters cut anywhere: ${encoding}`, (t) => {
    const client = receiverOf(t, MANY_LINES, "peer.end()").setencoding(encoding);
    const expected = Buffer.from(LONG_LINE.repeat(5000));
    const [data, err] = client.receive("*a");
    assert.equal(err, undefined);
    const received = typeof data === "string" ? Buffer.from(data, encoding as BufferEncoding) : data;
    assert.ok(expected.equals(received as Buffer));
    assert.equal(client.getstats()[0], expected.length);
  });
}

test("a prefix comes before all of it", (t) => {
  const client = receiverOf(t, MANY_LINES, "peer.end()");
  const [data] = client.receive("*a", "before ");
  assert.ok(data === `before ${LONG_LINE.repeat(5000)}`);
});

test("what ends at a multiple of what is made text at once is complete, not closed", (t) => {
  const client = receiverOf(t, `Buffer.alloc(${4 * MEGABYTE}, "x")`, "peer.end()");
  const [data, err] = client.receive("*a");
  assert.equal(err, undefined);
  assert.equal(data?.length, 4 * MEGABYTE);
});

test("millions of bytes before a limit runs out are the partial result", (t) => {
  const client = receiverOf(t, MANY_LINES, "");
  client.settimeout(1);
  const [data, err, partial] = client.receive("*a");
  assert.equal(data, undefined);
  assert.equal(err, "timeout");
  assert.ok(partial === LONG_LINE.repeat(5000));
});

test("bytes that are no text are found late, and all are there to be received otherwise", (t) => {
  const bytes = `Buffer.concat([${MANY_LINES}, Buffer.from([0xff]), ${MANY_LINES}])`;
  const client = receiverOf(t, bytes, "peer.end()");
  assert.throws(() => client.receive("*a"), /received bytes that are not UTF-8; they are kept/);
  assert.equal(client.getstats()[0], 0);
  const [data] = client.setencoding("buffer").receive("*a");
  const half = Buffer.from(LONG_LINE.repeat(5000));
  assert.ok(Buffer.concat([half, Buffer.from([0xff]), half]).equals(data as Buffer));
});
