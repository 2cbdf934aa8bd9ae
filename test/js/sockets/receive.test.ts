import assert from "node:assert/strict";
import test from "node:test";
import socket, { type Encoding, type ReceivePattern, type TcpClient } from "luasocket";
import { connectedPair } from "../../support/connected-pair.ts";
import { random } from "../../support/random.ts";

/** An independent model of receive, on all the bytes that are ever sent. */
class Model {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  line(): string | undefined {
    const end = this.bytes.indexOf("\n", this.at);
    if (end < 0) return undefined;
    const line = this.bytes.toString("latin1", this.at, end).replaceAll("\r", "");
    this.at = end + 1;
    return line;
  }

  count(size: number): string | undefined {
    if (this.at + size > this.bytes.length) return undefined;
    this.at += size;
    return this.bytes.toString("latin1", this.at - size, this.at);
  }

  rest(): string {
    return this.bytes.toString("latin1", this.at);
  }
}

const text = (data: string | Buffer): string => (typeof data === "string" ? data : data.toString("latin1"));

test("receive tells the same story as a model, whatever the pieces, patterns and sizes", async (t) => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    await t.test(`seed ${seed}`, (t) => {
      const pick = random(seed);
      const { client, peer } = connectedPair(t);
      const encoding: Encoding = (["utf8", "latin1", "buffer"] as const)[seed % 3] as Encoding;
      const reader = client.setencoding(encoding) as unknown as TcpClient<string | Buffer>;
      // Lines of all sizes, around the sizes of windows and blocks too.
      const sizes = [0, 1, 2, 5, 12, 13, 14, 63, 64, 200, 4095, 4096, 4097, 65_535, 65_536, 70_000];
      const lines = Array.from({ length: 4000 }, (_, index) => {
        const size = sizes[pick(index % 40 === 0 ? sizes.length : 10)] as number;
        const fill = String.fromCharCode(0x41 + pick(26));
        return `${fill.repeat(size)}${pick(3) === 0 ? "\r" : ""}\n`;
      });
      const sent = Buffer.from(`${lines.join("")}and no end`);
      const model = new Model(sent);
      let offset = 0;
      let operations = 0;
      const feed = () => {
        if (offset === sent.length) return;
        const piece = sent.subarray(offset, offset + 1 + pick(pick(4) === 0 ? 100_000 : 300));
        const [last, , partial] = peer.send(piece);
        offset += last ?? (partial as number);
      };
      peer.settimeout(0);
      client.settimeout(0);
      let pending:
        | { pattern: ReceivePattern; expected: string; partial: string | Buffer | undefined }
        | undefined;
      for (;;) {
        if (pending === undefined) {
          const size = pick(3) === 0 ? pick(pick(200) === 0 ? 100_000 : 40) + 1 : 0;
          const bytes = size > 0 ? model.count(size) : undefined;
          const expected = bytes ?? model.line();
          if (expected === undefined) break;
          operations++;
          pending = { pattern: bytes === undefined ? "*l" : size, expected, partial: undefined };
        }
        feed();
        const [data, err, partial] = reader.receive(pending.pattern, pending.partial);
        if (data === undefined) {
          assert.equal(err, "timeout");
          pending.partial = partial;
        } else {
          assert.equal(text(data), pending.expected);
          pending = undefined;
        }
      }
      assert.ok(operations > 500);
      while (offset < sent.length) feed();
      peer.close();
      client.settimeout(10);
      assert.equal(text(reader.receive("*a")[0] ?? ""), model.rest());
    });
  }
});

test("the end of an older line behind moved bytes is not taken for a line's end", (t) => {
  // When half a line at the far end of a block moves to its front, a LF of what stood there before may
  // follow it. A search without a bound once found that one.
  const { client, peer } = connectedPair(t);
  client.settimeout(0);
  const line = `${"x".repeat(63)}\n`;
  const total = 4096;
  let sent = 0;
  let got = 0;
  let partial = "";
  const stream = Buffer.from(line.repeat(total));
  peer.settimeout(0);
  while (got < total) {
    // Pieces that are no multiple of a line leave a part of one at the end of each read.
    const [last, , reached] = peer.send(stream.subarray(sent, sent + 1000));
    sent += last ?? (reached as number);
    for (;;) {
      const [data, err, part] = client.receive("*l", partial);
      if (data === undefined) {
        assert.equal(err, "timeout");
        partial = part as string;
        break;
      }
      assert.equal(data, line.slice(0, -1));
      partial = "";
      got++;
    }
  }
});

test("a stream cut at every position gives the same lines", (t) => {
  const stream = Buffer.from("a\r\rb\r\n\0ö\u{1f600}\n");
  for (let cut = 0; cut <= stream.length; cut++) {
    const { client, peer } = connectedPair(t);
    peer.send(stream.subarray(0, cut));
    client.settimeout(0);
    const [first, err, partial] = client.receive("*l");
    peer.send(stream.subarray(cut));
    client.settimeout(10);
    const prefix = first === undefined ? (partial as string) : undefined;
    const lines =
      first === undefined
        ? [client.receive("*l", prefix), client.receive("*l")]
        : [[first], client.receive("*l")];
    assert.deepEqual(lines, [["ab"], ["\0ö\u{1f600}"]], `cut at ${cut}: ${err}`);
    client.close();
    peer.close();
  }
});

test("a character that a timeout cuts waits for its rest", (t) => {
  const { client, peer } = connectedPair(t);
  const bytes = Buffer.from("né€\u{1f600}");
  client.settimeout(0);
  let text = "";
  for (const byte of bytes) {
    peer.send(Buffer.from([byte]));
    socket.select([client], undefined, 10);
    const [, err, partial] = client.receive("*l");
    assert.equal(err, "timeout");
    text += partial;
  }
  assert.equal(text, "né€\u{1f600}");
  assert.equal(client.dirty(), false);
});

test("bytes that are not UTF-8 make receive throw, and can be received under another encoding", (t) => {
  for (const invalid of ["\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "a\x80b"]) {
    const { client, peer } = connectedPair(t);
    peer.send(Buffer.from(`${invalid}\nfine\n`, "latin1"));
    assert.throws(() => client.receive("*l"), /not UTF-8/);
    assert.throws(() => client.receive("*l"), /not UTF-8/);
    assert.deepEqual(client.setencoding("latin1").receive("*l"), [invalid]);
    assert.deepEqual(client.setencoding("utf8").receive("*l"), ["fine"]);
  }
});

test("latin1 gives one character for each byte, buffer the bytes", (t) => {
  const { client, peer } = connectedPair(t);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  peer.send(bytes);
  peer.send(bytes);
  assert.deepEqual(client.setencoding("latin1").receive(256), [bytes.toString("latin1")]);
  assert.deepEqual(client.setencoding("buffer").receive(256), [bytes]);
});

test("a Buffer that receive gave is not overwritten by the next", (t) => {
  const { client, peer } = connectedPair(t);
  const reader = client.setencoding("buffer");
  peer.send("first second");
  const [first] = reader.receive(6);
  reader.receive(6);
  peer.send("third.");
  reader.receive(6);
  assert.equal(String(first), "first ");
});

test("a prefix counts into a number of bytes, in bytes of its encoding", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("abcdef");
  assert.deepEqual(client.receive(4, "é"), ["éab"]);
  assert.deepEqual(client.receive(2, "xyz"), ["xyz"]);
  assert.deepEqual(client.receive(0, "p"), ["p"]);
  assert.deepEqual(client.setencoding("buffer").receive(5, Buffer.from("123")), [Buffer.from("123cd")]);
  peer.close();
  assert.deepEqual(client.setencoding("utf8").receive("*a", "all: "), ["all: ef"]);
  assert.deepEqual(client.receive("*l", "no "), [undefined, "closed", "no "]);
});

test("half a megabyte in one line, in one count and to the end", (t) => {
  const { client, peer } = connectedPair(t);
  peer.setoption("send-buffer-size", 4 << 20);
  client.setoption("recv-buffer-size", 4 << 20);
  const block = "é".repeat(256 * 1024);
  peer.settimeout(0);
  const deliver = (data: string, receive: () => readonly [string | undefined, ...unknown[]]) => {
    const bytes = Buffer.from(data);
    let sent = 0;
    client.settimeout(0);
    let partial = "";
    while (sent < bytes.length) {
      const [last, , reached] = peer.send(bytes.subarray(sent));
      sent += last ?? (reached as number);
      if (sent < bytes.length) partial += client.receive(1 << 30)[2] ?? "";
    }
    client.settimeout(10);
    return partial + receive()[0];
  };
  assert.equal(
    deliver(`${block}\n`, () => client.receive("*l")),
    block,
  );
  assert.equal(deliver(block, () => client.receive(block.length * 2)).length, block.length);
});

test("getstats counts what receive gave, dropped CRs and LFs too", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("a\r\nbcdef");
  client.receive("*l");
  client.receive(2);
  assert.equal(client.getstats()[0], 5);
  assert.equal(peer.getstats()[1], 8);
  assert.equal(client.setstats(100), 1);
  client.receive(1);
  assert.equal(client.getstats()[0], 101);
});

test("lines are the same out of a window and out of the buffer", (t) => {
  const { client, peer } = connectedPair(t);
  const lines = Array.from({ length: 300 }, (_, index) => `${index}: ${"y".repeat(index % 50)}`);
  peer.send(`${lines.join("\r\n")}\r\n`);
  assert.deepEqual(
    lines.map(() => client.receive("*l")[0]),
    lines,
  );
});
