// Addresses as text, compared with what the C library's own getnameinfo(3) writes.

import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import test from "node:test";
import koffi from "koffi";
import { familyOf, hostOf, packIPv4, portOf } from "#src/os/address/sockaddr.ts";
import { platform } from "#src/os/platform/platform.ts";
import { random } from "../../support/random.ts";

const NI_NUMERICHOST = 1;
const getnameinfo = koffi
  .load(null)
  .func("int getnameinfo(void*, uint32_t, void*, uint32_t, void*, uint32_t, int)");

function byTheSystem(sockaddr: Buffer): string {
  const host = Buffer.alloc(100);
  assert.equal(getnameinfo(sockaddr, sockaddr.length, host, host.length, null, 0, NI_NUMERICHOST), 0);
  return host.toString("latin1", 0, host.indexOf(0));
}

function packIPv6(groups: readonly number[], scopeId = 0, port = 0): Buffer {
  const sockaddr = Buffer.alloc(28);
  sockaddr.writeUInt16LE(platform.AF_INET6, 0);
  sockaddr.writeUInt16BE(port, 2);
  groups.forEach((group, index) => {
    sockaddr.writeUInt16BE(group, 8 + 2 * index);
  });
  sockaddr.writeUInt32LE(scopeId, 24);
  return sockaddr;
}

const zeros = (count: number) => new Array<number>(count).fill(0);

test("IPv6 addresses are written as getnameinfo writes them", () => {
  const addresses: number[][] = [
    zeros(8),
    [...zeros(7), 1],
    [...zeros(7), 0xffff],
    [...zeros(6), 1, 0],
    [...zeros(6), 0x102, 0x304],
    [...zeros(5), 0xffff, 0, 0],
    [...zeros(5), 0xffff, 0x7f00, 1],
    [...zeros(5), 0xfffe, 0x7f00, 1],
    [...zeros(4), 0xffff, 0, 0x7f00, 1],
    [1, ...zeros(7)],
    [0x2001, 0xdb8, 0, 1, 1, 1, 1, 1],
    [0x2001, 0xdb8, 0, 0, 1, 0, 0, 1],
    [1, 0, 0, 1, 0, 0, 0, 1],
    [0, 0, 1, 0, 0, 0, 1, 0],
    [0x64, 0xff9b, 0, 0, 0, 0, 0x102, 0x304],
    [0xabcd, 0xef, 0xa, 0x10, 0x100, 0x1000, 0xffff, 0xdead],
  ];
  const pick = random(7);
  for (let count = 0; count < 3000; count++) {
    // Mostly zeros, for runs of every length and place.
    addresses.push(Array.from({ length: 8 }, () => (pick(3) === 0 ? pick(0x10000) : pick(9) >> 3)));
  }
  for (const groups of addresses) {
    const sockaddr = packIPv6(groups);
    assert.equal(hostOf(sockaddr), byTheSystem(sockaddr));
  }
});

test("the zone of a link-local address is the name of its interface, or its number", () => {
  const known = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .flatMap((entry) => (entry.family === "IPv6" ? [entry.scopeid] : []));
  for (const scopeId of new Set([...known, 1, 7777, 0xffffffff])) {
    for (const first of [0xfe80, 0xfebf, 0xff02]) {
      const sockaddr = packIPv6([first, ...zeros(6), 1], scopeId);
      assert.equal(hostOf(sockaddr), byTheSystem(sockaddr));
    }
  }
});

test("IPv4 addresses are written as getnameinfo writes them, and read back", () => {
  const pick = random(4);
  for (let count = 0; count < 300; count++) {
    const host = Array.from({ length: 4 }, () => pick(256)).join(".");
    const sockaddr = packIPv4(host, count) as Buffer;
    assert.deepEqual([hostOf(sockaddr), byTheSystem(sockaddr)], [host, host]);
    assert.deepEqual([familyOf(sockaddr), portOf(sockaddr)], [platform.AF_INET, count]);
  }
});

test("only plain dotted text is packed; what else C reads as an address is left to the resolver", () => {
  for (const host of [
    "",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "01.2.3.4",
    "0x7f.0.0.1",
    "1.2.3.4 ",
    "1.2.3.-4",
    "::1",
  ]) {
    assert.equal(packIPv4(host, 1), undefined, host);
  }
});

test("the port of an IPv6 address is read in network order", () => {
  assert.equal(portOf(packIPv6([...zeros(7), 1], 0, 0x1234)), 0x1234);
});

test("an address of another family, or one cut short, has no text", () => {
  const unix = Buffer.alloc(110);
  unix.writeUInt16LE(1, 0);
  assert.equal(hostOf(unix), "");
  assert.equal(hostOf(packIPv6(zeros(8)).subarray(0, 20)), "");
});
