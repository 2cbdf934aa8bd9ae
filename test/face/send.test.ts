import assert from "node:assert/strict";
import test from "node:test";
import type { TcpClient } from "luasocket";
import { connectedPair, reset } from "../support/connected-pair.js";

// i, j, the result, and what the peer then has; LuaSocket 3.1.0 gives these for "hello".
const selections: readonly [i: number, j: number, last: number, sent: string][] = [
  [1, -1, 5, "hello"],
  [2, -1, 5, "ello"],
  [2, 3, 3, "el"],
  [-2, -1, 5, "lo"],
  [-3, -2, 4, "ll"],
  [0, -1, 5, "hello"],
  [0, 0, 0, ""],
  [3, 2, 2, ""],
  [10, -1, 9, ""],
  [6, -1, 5, ""],
  [5, 99, 5, "o"],
  [-99, -1, 5, "hello"],
  [-99, 2, 2, "he"],
  [1, 0, 0, ""],
  [1, -99, 0, ""],
  [1.9, 2.9, 2, "he"],
];

for (const [i, j, last, sent] of selections) {
  test(`send("hello", ${i}, ${j}) sends "${sent}" and gives ${last}`, (t) => {
    const { client, peer } = connectedPair(t);
    assert.deepEqual(client.send("hello", i, j), [last]);
    client.close();
    assert.equal(peer.receive("*a", "")[0] ?? "", sent);
  });
}

test("send takes text, numbers and bytes, and counts bytes", (t) => {
  const { client, peer } = connectedPair(t);
  const bytes = Buffer.from("0123456789");
  assert.deepEqual(client.send("é€\u{1f600}\n"), [10]);
  assert.deepEqual(client.send(12.5), [4]);
  assert.deepEqual(client.send(bytes.subarray(3, 6)), [3]);
  assert.deepEqual(client.send(new Uint8Array(bytes.buffer, bytes.byteOffset + 6, 4), 2, 3), [3]);
  assert.deepEqual(client.setencoding("latin1").send("\xe9\xff"), [2]);
  assert.deepEqual(client.setencoding("buffer").send("é"), [2]);
  client.close();
  const expected = Buffer.concat([
    Buffer.from("é€\u{1f600}\n12.534578"),
    Buffer.from([0xe9, 0xff]),
    Buffer.from("é"),
  ]);
  assert.deepEqual(peer.setencoding("buffer").receive("*a"), [expected]);
});

test("text of every size arrives as it is, in each encoding", (t) => {
  for (const encoding of ["utf8", "latin1"] as const) {
    const { client, peer } = connectedPair(t);
    const [sender, reader] = [client.setencoding(encoding), peer.setencoding(encoding)];
    for (const letter of ["a", "é"]) {
      for (const size of [0, 1, 31, 32, 33, 1000, 100_000]) {
        const text = letter.repeat(size);
        const { length } = Buffer.from(text, encoding);
        assert.deepEqual(sender.send(`${text}\n`), [length + 1]);
        assert.deepEqual(reader.receive("*l"), [text]);
      }
    }
    client.close();
    peer.close();
  }
});

test("text beyond the encoder's memory arrives as it is", (t) => {
  const { client, peer } = connectedPair(t);
  client.setoption("send-buffer-size", 4 << 20);
  const text = "€".repeat(500_000);
  const { length } = Buffer.from(text);
  peer.settimeout(0);
  client.settimeout(0);
  let last = 0;
  let received = "";
  while (last < length) {
    const [sent, , partial] = client.send(text, last + 1);
    last = sent ?? (partial as number);
    const [all, , some] = peer.receive(900_000); // no character is cut: each has three bytes
    received += all ?? some;
  }
  client.close();
  peer.settimeout(10);
  received += peer.receive("*a")[0] ?? "";
  assert.ok(received === text);
});

test("text that has no bytes in the encoding is refused, and nothing is sent", (t) => {
  const { client, peer } = connectedPair(t);
  assert.throws(
    () => client.send("half \ud800 pair"),
    /bad argument #1 to 'send' \(text has half a surrogate pair\)/,
  );
  assert.throws(() => client.setencoding("latin1").send("5 €"), /characters beyond Latin-1/);
  client.close();
  assert.deepEqual(peer.receive("*a"), [undefined, "closed", ""]);
});

test("send of nothing succeeds on a closed client, send of something does not", (t) => {
  const { client } = connectedPair(t);
  client.close();
  assert.deepEqual(client.send(""), [0]);
  assert.deepEqual(client.send("x"), [undefined, "closed", 0]);
  assert.deepEqual(client.send("xyz", 3), [undefined, "closed", 2]);
});

test("send after a reset says closed and does not end the process", (t) => {
  const { client, peer } = connectedPair(t);
  reset(peer);
  const results = [client.send("one"), client.send("two")];
  assert.deepEqual(results.at(-1), [undefined, "closed", 0]);
});

test("send after our own shutdown says closed, and receive still works", (t) => {
  const { client, peer } = connectedPair(t);
  assert.equal(client.shutdown("send"), 1);
  assert.deepEqual(client.send("x"), [undefined, "closed", 0]);
  assert.deepEqual(peer.receive(), [undefined, "closed", ""]);
  peer.send("answer\n");
  assert.deepEqual(client.receive(), ["answer"]);
});

test("getstats counts what a failed send got through", (t) => {
  const { client } = connectedPair(t);
  client.settimeout(0);
  const [, , last] = client.send(Buffer.alloc(32 << 20));
  assert.deepEqual((client as TcpClient).getstats()[1], last);
});

test("an array that lies about its length sends its true bytes", (t) => {
  const { client, peer } = connectedPair(t);
  const liar = Object.defineProperty(new Uint8Array([0x61, 0x62]), "length", { value: 1 << 20 });
  class Liar extends Uint8Array {
    override get byteLength(): number {
      return 1 << 20;
    }
    override subarray(): Uint8Array<ArrayBuffer> {
      return new Uint8Array(0);
    }
  }
  assert.deepEqual(client.send(liar), [2]);
  assert.deepEqual(client.send(Liar.of(0x63, 0x64), 2), [2]);
  assert.throws(() => client.send(new Proxy(new Uint8Array(4), {})), /string expected, got object/);
  client.close();
  assert.deepEqual(peer.receive("*a"), ["abd"]);
});
