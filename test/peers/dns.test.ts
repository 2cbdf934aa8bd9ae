// A resolver asked over UDP, and over TCP where the answer is too large (RFC 1035).

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket from "luasocket";
import { must } from "../support/connected-pair.ts";
import { skipWithout } from "../support/oracle.ts";
import { dnsmasq } from "./dnsmasq.ts";

const skip = skipWithout("dnsmasq", ["--version"]);
const bytes = socket.configure({ encoding: "buffer" });

const LONG_TEXTS = Array.from({ length: 12 }, (_, at) => `${at}`.repeat(90).slice(0, 90));
const OPTIONS = [
  "--address=/host.test/192.0.2.7",
  "--address=/host.test/2001:db8::7",
  "--local=/test/",
  `--txt-record=long.test,${LONG_TEXTS.join(",")}`,
];

const A = 1;
const TXT = 16;
const AAAA = 28;
const NXDOMAIN = 3;

function query(id: number, name: string, type: number): Buffer {
  const labels = name
    .split(".")
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const header = Buffer.from([id >> 8, id & 0xff, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0, 1])]);
}

interface Answer {
  readonly id: number;
  readonly isTruncated: boolean;
  readonly code: number;
  /** The data of each record, whose names dnsmasq gives as pointers of two bytes. */
  readonly data: Buffer[];
}

function parse(packet: Buffer): Answer {
  const data: Buffer[] = [];
  let at = packet.indexOf(0, 12) + 5;
  for (let count = packet.readUInt16BE(6); count > 0; count--) {
    const size = packet.readUInt16BE(at + 10);
    data.push(packet.subarray(at + 12, at + 12 + size));
    at += 12 + size;
  }
  const flags = packet.readUInt16BE(2);
  return { id: packet.readUInt16BE(0), isTruncated: (flags & 0x200) !== 0, code: flags & 0xf, data };
}

/** A connected socket to the resolver, which may be a moment away from listening. */
async function resolver(t: TestContext): Promise<{ udp: ReturnType<typeof connected>; port: number }> {
  const port = await dnsmasq(t, OPTIONS);
  const udp = connected(port);
  t.after(() => udp.close());
  return { udp, port };
}

function connected(port: number) {
  const [udp] = bytes.udp();
  assert.deepEqual(udp.setpeername("127.0.0.1", port), [1]);
  udp.settimeout(10);
  return udp;
}

test("a resolver answers a connected socket", { skip }, async (t) => {
  const { udp } = await resolver(t);
  assert.deepEqual(udp.send(query(1, "host.test", A)), [27]);
  const { id, data } = parse(must(udp.receive()));
  assert.deepEqual([id, data.map((address) => address.join("."))], [1, ["192.0.2.7"]]);
  udp.send(query(2, "host.test", AAAA));
  assert.equal(parse(must(udp.receive())).data[0]?.toString("hex"), "20010db8000000000000000000000007");
  udp.send(query(3, "nobody.test", A));
  assert.equal(parse(must(udp.receive())).code, NXDOMAIN);
});

test("a resolver answers an unconnected socket, which learns from whom", { skip }, async (t) => {
  const { port } = await resolver(t);
  const [udp] = bytes.udp();
  t.after(() => udp.close());
  udp.settimeout(10);
  udp.sendto(query(9, "host.test", A), "127.0.0.1", port);
  const [packet, ip, from] = udp.receivefrom();
  assert.deepEqual([parse(packet as Buffer).id, ip, from], [9, "127.0.0.1", port]);
});

test("many queries on their way at once are all answered", { skip }, async (t) => {
  const { udp } = await resolver(t);
  const ids = Array.from({ length: 50 }, (_, id) => id);
  for (const id of ids) udp.send(query(id, "host.test", A));
  const answered = ids.map(() => parse(must(udp.receive())).id);
  assert.deepEqual(
    answered.sort((a, b) => a - b),
    ids,
  );
});

test("an answer that is cut over UDP comes whole over TCP", { skip }, async (t) => {
  const { udp, port } = await resolver(t);
  udp.send(query(4, "long.test", TXT));
  assert.equal(parse(must(udp.receive())).isTruncated, true);

  const tcp = must(bytes.connect("127.0.0.1", port));
  t.after(() => tcp.close());
  tcp.settimeout(10);
  const question = query(5, "long.test", TXT);
  tcp.send(Buffer.concat([Buffer.from([0, question.length]), question]));
  const answer = new Uint8Array(must(tcp.receive(2)).readUInt16BE(0));
  assert.deepEqual(tcp.receiveinto(answer), [answer.length]);
  const { data } = parse(Buffer.from(answer));
  const texts: string[] = [];
  for (let at = 0; at < (data[0]?.length ?? 0); at += 1 + (data[0]?.[at] ?? 0)) {
    texts.push((data[0] as Buffer).toString("latin1", at + 1, at + 1 + (data[0]?.[at] ?? 0)));
  }
  assert.deepEqual(texts, LONG_TEXTS);
});
