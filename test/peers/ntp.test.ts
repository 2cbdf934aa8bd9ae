// The time, asked of a server by NTP (RFC 5905).

import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket from "luasocket";
import { freePort } from "../support/free-port.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { folderWith } from "./dnsmasq.ts";

const skip = skipWithout("chronyd", ["--version"]);

/** chronyd, which leaves the clock alone and calls itself a source of stratum 8. */
function chronyd(t: TestContext): number {
  const port = freePort();
  // A file of the test's own: chronyd removes it when it ends.
  const pidfile = join(folderWith(t, {}), "pid");
  new Program(t, [
    ...["chronyd", "-U", "-x", "-d", `port ${port}`, "bindaddress 127.0.0.1", "allow 127.0.0.1"],
    ...["local stratum 8", "cmdport 0", "bindcmdaddress /", `pidfile ${pidfile}`],
  ]);
  return port;
}

const PACKET_SIZE = 48;
/** Version 4, as a client. */
const REQUEST = 0x23;
/** Seconds from 1900, where NTP begins, to 1970. */
const EPOCH = 2_208_988_800;

/** A timestamp in seconds since 1970. */
const timeAt = (packet: Buffer, at: number): number =>
  packet.readUInt32BE(at) - EPOCH + packet.readUInt32BE(at + 4) / 2 ** 32;

test("a time server tells the time", { skip }, (t) => {
  const bytes = socket.configure({ encoding: "buffer" });
  const port = chronyd(t);
  const [udp] = bytes.udp();
  t.after(() => udp.close());
  udp.setpeername("127.0.0.1", port);
  udp.settimeout(0.1);
  const request = Buffer.alloc(PACKET_SIZE);
  request[0] = REQUEST;
  request.write("12345678", 40, "latin1");

  const before = socket.gettime();
  let answer: Buffer | undefined;
  // Until it listens, nobody answers, or the kernel says that nobody listens.
  for (let tries = 0; answer === undefined && tries < 100; tries++) {
    udp.send(request);
    const [packet, err] = udp.receive();
    answer = packet;
    if (err === "connection refused") socket.sleep(0.1);
  }
  const after = socket.gettime();

  assert.ok(answer !== undefined, "the server does not answer");
  assert.equal(answer.length, PACKET_SIZE);
  assert.equal((answer[0] as number) & 0x7, 4, "the mode of a server");
  assert.equal(answer[1], 8, "its stratum");
  assert.equal(answer.toString("latin1", 24, 32), "12345678", "the request that it answers");
  const told = timeAt(answer, 40);
  assert.ok(told >= before - 1 && told <= after + 1, `${told} is not between ${before} and ${after}`);
});
