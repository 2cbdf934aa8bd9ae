import assert from "node:assert/strict";
import test from "node:test";
import type { Encoding, Sendable, TcpClient } from "luasocket";
import { connectedPair, type Pair, reset } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { random } from "../../support/random.ts";

leavesNoSocketOpen();

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
  [-1.9, -1.1, 5, "o"],
  [-5, -5, 1, "h"],
  [-6, -6, 0, ""],
  [5, 5, 5, "o"],
  [Number.NaN, -1, 5, "hello"],
  [1, Number.NaN, 0, ""],
  [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 5, "hello"],
  [2, 2 ** 53, 5, "ello"],
  [2 ** 53, -1, 2 ** 53 - 1, ""],
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

/** Sends everything with a limit of 0, resumed behind what went, while the peer reads; gives what it read. */
function sendResumed({ client, peer }: Pair, data: Sendable, size: number): Buffer {
  const reader = peer.setencoding("buffer");
  // Little room: the kernel cannot take everything at once.
  client.setoption("send-buffer-size", 64 * 1024);
  peer.setoption("recv-buffer-size", 64 * 1024);
  client.settimeout(0);
  peer.settimeout(0);
  const received: Buffer[] = [];
  let [last, timeouts] = [0, 0];
  while (last < size) {
    const [sent, err, partial] = client.send(data, last + 1);
    if (err !== undefined) timeouts++;
    assert.ok(err === undefined || err === "timeout");
    last = sent ?? (partial as number);
    const [all, , some] = reader.receive(900_001);
    received.push((all ?? some) as Buffer);
  }
  assert.ok(timeouts > 0, "the kernel took everything at once");
  client.shutdown("send");
  reader.settimeout(30);
  received.push(reader.receive("*a")[0] ?? Buffer.alloc(0));
  return Buffer.concat(received);
}

const MEBIBYTE = 1 << 20;
const large: readonly [name: string, encoding: Encoding, data: string][] = [
  ["ASCII", "utf8", "0123456789abcdef".repeat((4 * MEBIBYTE) / 16)],
  ["characters of three bytes", "utf8", "a€".repeat(MEBIBYTE)],
  ["surrogate pairs", "utf8", "\u{1f600}xyz".repeat(600_000)],
  ["one byte a character", "latin1", "\xe9\xff\0a".repeat(MEBIBYTE)],
  ["text under buffer", "buffer", "né€\n".repeat(500_000)],
];

for (const [name, encoding, data] of large) {
  test(`more than the kernel takes arrives as it is, resumed behind each timeout: ${name}`, (t) => {
    const pair = connectedPair(t);
    pair.client.setencoding(encoding);
    const bytes = Buffer.from(data, encoding === "latin1" ? "latin1" : "utf8");
    assert.ok(sendResumed(pair, data, bytes.length).equals(bytes));
  });
}

test("more than the kernel takes arrives as it is: a slice of a Buffer, never a byte around it", (t) => {
  const pick = random(3);
  const whole = Buffer.from(Array.from({ length: 6 * MEBIBYTE }, () => pick(256)));
  const slice = whole.subarray(1001, whole.length - 1001);
  assert.ok(sendResumed(connectedPair(t), slice, slice.length).equals(slice));
});

test("bytes are sent from where they lie: every offset of a slice, every range of it", (t) => {
  const { client, peer } = connectedPair(t);
  const memory = new Uint8Array(24).map((_, index) => 0x61 + index);
  for (let offset = 0; offset < 8; offset++) {
    for (const view of [memory.subarray(offset, offset + 6), Buffer.from(memory.buffer, offset, 6)]) {
      for (let i = 1; i <= 6; i++) {
        for (let j = i; j <= 6; j++) {
          assert.deepEqual(client.send(view, i, j), [j]);
          const expected = String.fromCharCode(...memory.subarray(offset + i - 1, offset + j));
          assert.deepEqual(peer.receive(j - i + 1), [expected]);
        }
      }
    }
  }
});

test("i and j count bytes of the encoding, and may cut a character", (t) => {
  const { client, peer } = connectedPair(t);
  const reader = peer.setencoding("buffer");
  assert.deepEqual(client.send("a€b", 3, 4), [4]);
  assert.deepEqual(reader.receive(2), [Buffer.of(0x82, 0xac)]);
  assert.deepEqual(client.send("a€b", -1), [5]);
  assert.deepEqual(client.send("é", undefined, 1), [1]);
  assert.deepEqual(reader.receive(2), [Buffer.of(0x62, 0xc3)]);
  client.setencoding("latin1");
  assert.deepEqual(client.send("aéb", 2, 2), [2]);
  assert.deepEqual(reader.receive(1), [Buffer.of(0xe9)]);
});

test("what lies in memory that is shared is sent, memory that is gone throws", (t) => {
  const { client, peer } = connectedPair(t);
  const shared = new Uint8Array(new SharedArrayBuffer(4)).fill(0x73);
  assert.deepEqual(client.send(shared), [4]);
  const gone = new Uint8Array(8);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  assert.throws(() => client.send(gone), TypeError);
  client.close();
  assert.deepEqual(peer.receive("*a"), ["ssss"]);
});

test("text that has no bytes in the encoding is refused, and nothing is sent", (t) => {
  const { client, peer } = connectedPair(t);
  assert.throws(
    () => client.send("half \ud800 pair"),
    /bad argument #1 to 'send' \(text contains a lone surrogate\)/,
  );
  for (const text of ["\udc00", "x\ud83d", "\ude00\ud83d", `${"x".repeat(100)}\ud800`]) {
    assert.throws(() => client.send(text), { name: "TypeError", message: /lone surrogate/ });
    assert.throws(() => client.setencoding("buffer").send(text), /lone surrogate/);
    client.setencoding("utf8");
  }
  for (const text of ["5 €", "\u0100", "\u{1f600}", "\ud800", `${"x".repeat(100)}\u0100`]) {
    assert.throws(() => client.setencoding("latin1").send(text), {
      name: "TypeError",
      message: "bad argument #1 to 'send' (text contains characters beyond Latin-1)",
    });
  }
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
