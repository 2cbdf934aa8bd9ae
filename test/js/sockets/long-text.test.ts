// Long text, which a call that holds the thread makes bytes of piece by piece.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test, { type TestContext } from "node:test";
import socket, { type Encoding, type TcpClient } from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { peerThread } from "../../support/peer-thread.ts";

/** Answers the digest of all that came, or resets the connection when so many bytes have. */
const PEER = `
  const { createHash } = require("node:crypto");
  const server = require("node:net").createServer({ allowHalfOpen: true }, (client) => {
    const hash = createHash("sha256");
    let size = 0;
    client.on("error", () => {});
    client.on("data", (bytes) => {
      hash.update(bytes);
      size += bytes.length;
      if (size >= data) client.resetAndDestroy();
    });
    client.on("end", () => client.end(hash.digest("hex") + "\\n"));
  });
  server.listen(0, "127.0.0.1", () => post(server.address().port));
  atEnd(() => server.close());
`;

async function connected(t: TestContext, encoding: Encoding, resetAfter = 1e12): Promise<TcpClient> {
  const port = await peerThread<number>(t, PEER, resetAfter);
  const client = must(socket.connect("127.0.0.1", port));
  client.setencoding(encoding);
  t.after(() => client.close());
  return client;
}

const MUCH = 600_000;
const texts: readonly [name: string, encoding: Encoding, text: string][] = [
  ["ASCII", "utf8", "0123456789abcdef".repeat(MUCH / 10)],
  ["characters of two and three bytes", "utf8", "é€".repeat(MUCH)],
  ["surrogate pairs behind an even number of units", "utf8", "\u{1f600}".repeat(MUCH)],
  ["surrogate pairs behind an odd number of units", "utf8", `x${"\u{1f600}".repeat(MUCH)}`],
  ["one byte a character", "latin1", "\xe9\xff\0a".repeat(MUCH / 4)],
  ["text under buffer", "buffer", "né€\n".repeat(MUCH / 4)],
];

for (const [name, encoding, text] of texts) {
  test(`long text arrives as it is: ${name}`, async (t) => {
    const client = await connected(t, encoding);
    const bytes = Buffer.from(text, encoding === "latin1" ? "latin1" : "utf8");
    assert.deepEqual(client.send(text), [bytes.length]);
    assert.equal(client.getstats()[1], bytes.length);
    client.shutdown("send");
    assert.deepEqual(client.setencoding("utf8").receive(), [
      createHash("sha256").update(bytes).digest("hex"),
    ]);
  });
}

test("a connection that is reset while long text goes out tells how many bytes went", async (t) => {
  const client = await connected(t, "utf8", 2_000_000);
  const [sent, reason, last] = client.send("x".repeat(1e8));
  assert.deepEqual([sent, reason], [undefined, "closed"]);
  assert.ok((last as number) >= 2_000_000 && (last as number) < 1e8, String(last));
  assert.deepEqual(client.send("x".repeat(1e6)), [undefined, "closed", 0]);
});

test("long text that the encoding has no bytes for is refused, and nothing is sent", async (t) => {
  const client = await connected(t, "utf8");
  assert.throws(() => client.send(`${"x".repeat(1e6)}\ud800`), {
    name: "TypeError",
    message: "bad argument #1 to 'send' (text contains a lone surrogate)",
  });
  client.setencoding("latin1");
  assert.throws(() => client.send(`${"x".repeat(1e6)}\u0100`), /text contains characters beyond Latin-1/);
  assert.equal(client.getstats()[1], 0);
});
