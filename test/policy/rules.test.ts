// What rules for hosts say of addresses, whatever they are written like.

import assert from "node:assert/strict";
import test from "node:test";
import { UNSPECIFIED } from "#src/net/inet/family.ts";
import { numericAddress, STREAM } from "#src/net/inet/permitted-addresses.ts";
import type { Access } from "#src/policy/access.ts";
import { gateOf } from "#src/policy/gate.ts";
import { random } from "../support/random.ts";

/** Whether a socket may connect to an address under some rules. */
function permits(connect: Access, host: string, port = 80): boolean {
  const address = numericAddress(host, port, UNSPECIFIED, STREAM, gateOf({ connect }));
  if (address === "permission denied") return false;
  assert.notEqual(typeof address, "string", `${host}: ${address}`);
  return true;
}

test("what is not said is refused, and true is everything", () => {
  for (const access of [{}, { connect: false }, { connect: [] }]) {
    assert.equal(numericAddress("192.0.2.1", 80, UNSPECIFIED, STREAM, gateOf(access)), "permission denied");
  }
  assert.ok(permits(true, "127.0.0.1"));
  assert.ok(permits({}, "::1"));
  assert.ok(permits(["*"], "::1"));
  assert.ok(!permits({ allow: false }, "192.0.2.1"));
});

test("addresses, networks and ports", () => {
  assert.ok(permits(["192.0.2.1"], "192.0.2.1", 1));
  assert.ok(!permits(["192.0.2.1"], "192.0.2.2"));
  assert.ok(permits(["192.0.2.1:80"], "192.0.2.1", 80));
  assert.ok(!permits(["192.0.2.1:80"], "192.0.2.1", 81));
  assert.ok(permits(["192.0.2.0/24:8000-8999"], "192.0.2.255", 8999));
  assert.ok(!permits(["192.0.2.0/24:8000-8999"], "192.0.2.255", 9000));
  assert.ok(permits(["[2001:db8::/32]:443"], "2001:db8:ffff::1", 443));
  assert.ok(!permits(["[2001:db8::/32]:443"], "2001:db8:ffff::1", 80));
  assert.ok(!permits(["2001:db8::/32"], "2001:db9::"));
  assert.ok(permits(["2001:DB8::1"], "2001:db8:0:0::1"));
  assert.ok(permits(["*:443"], "203.0.113.9", 443));
  assert.ok(!permits(["*:443"], "203.0.113.9", 80));
  assert.ok(permits(["10.1.2.3/8"], "10.9.9.9"));
  assert.ok(permits(["0.0.0.0/0"], "8.8.8.8"));
  assert.ok(!permits(["0.0.0.0/0"], "2001:db8::1"));
  assert.ok(!permits(["::/0"], "8.8.8.8"));
});

test("what is denied stays denied, whatever allows it", () => {
  const access = { allow: ["10.0.0.0/8"], deny: ["10.1.0.0/16", "10.2.0.0/16:25", "*:22"] };
  assert.ok(permits(access, "10.0.0.1"));
  assert.ok(!permits(access, "10.1.0.1"));
  assert.ok(permits(access, "10.2.0.1", 26));
  assert.ok(!permits(access, "10.2.0.1", 25));
  assert.ok(!permits(access, "10.0.0.1", 22));
  assert.ok(!permits({ deny: ["::/0"] }, "::ffff:8.8.8.8"));
});

// Every one is 127.0.0.1 to some resolver, kernel, gateway or tunnel.
const SPELLINGS = [
  "127.0.0.1",
  "0177.0.0.1",
  "0177.0.0.01",
  "0x7f.0.0.1",
  "0x7f.1",
  "0x7F000001",
  "2130706433",
  "017700000001",
  "127.1",
  "127.0.1",
  "127.0x1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "0:0:0:0:0:ffff:7f00:0001",
  "::FFFF:127.0.0.1",
  "::127.0.0.1",
  "::7f00:1",
  "::ffff:0:127.0.0.1",
  "64:ff9b::127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::127.0.0.1",
  "64:ff9b:1:7f00:0:100::",
  "2002:7f00:1::",
  "2002:7f00:0001:abcd::1",
  "2001:0:7f00:1::",
  "2001:0:808:808::80ff:fffe",
  "2001:db8::5efe:127.0.0.1",
  "2001:db8::200:5efe:7f00:1",
  "0.0.0.0",
  "0",
  "0x0",
  "::",
  "::ffff:0.0.0.0",
];

test("an address that is denied is so in every spelling, and in IPv6's dress", () => {
  for (const host of SPELLINGS) {
    assert.ok(!permits({ deny: ["127.0.0.0/8"] }, host), host);
    assert.ok(!permits({ deny: ["127.0.0.1:80"] }, host), host);
    assert.ok(permits({ deny: ["127.0.0.1:81"] }, host), host);
  }
  assert.ok(!permits({ deny: ["::1"] }, "::"));
  assert.ok(!permits({ deny: ["::1"] }, "0:0:0:0:0:0:0:1"));
  assert.ok(!permits({ deny: ["::ffff:127.0.0.0/104"] }, "127.0.0.1"));
});

test("an address that is allowed is so in the spellings of the same socket, and not through gateways", () => {
  const allow = ["127.0.0.1"];
  for (const host of ["127.0.0.1", "0x7f.1", "2130706433", "::ffff:127.0.0.1", "0.0.0.0", "::ffff:0:0"]) {
    assert.ok(permits(allow, host), host);
  }
  for (const host of ["::127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::", "::", "::1"]) {
    assert.ok(!permits(allow, host), host);
  }
  assert.ok(permits(["::1"], "::"));
  assert.ok(permits(["::ffff:10.0.0.0/104"], "10.1.2.3"));
});

test("a zone changes nothing", () => {
  assert.ok(!permits({ deny: ["fe80::/10"] }, "fe80::1%lo"));
  assert.ok(!permits({ deny: ["fe80::1"] }, "fe80::1%1"));
  assert.ok(permits(["fe80::/10"], "fe80::1%lo"));
});

/** The bits of an address that stand before a prefix length. */
function prefixOf(bytes: readonly number[], length: number): string {
  return bytes
    .map((byte) => byte.toString(2).padStart(8, "0"))
    .join("")
    .slice(0, length);
}

test("networks of any length hold what arithmetic says", () => {
  const below = random(20260);
  const byte = (): number => below(256);
  for (let round = 0; round < 2000; round++) {
    const isIPv4 = round % 2 === 0;
    // None that is or holds another form of an address.
    const network = Array.from({ length: isIPv4 ? 4 : 16 }, byte);
    network[0] = isIPv4 ? 8 : 0x26;
    const length = below(network.length * 8 + 1);
    const address = network.map((value, index) =>
      index > 0 && below(3) === 0 ? value ^ (1 << below(8)) : value,
    );
    if (!isIPv4) address[10] = network[10] = 1; // no ISATAP
    const text = (bytes: readonly number[]): string =>
      isIPv4 ? bytes.join(".") : (Buffer.from(bytes).toString("hex").match(/.{4}/g)?.join(":") ?? "");
    const expected = prefixOf(network, length) === prefixOf(address, length);
    const rule = `${text(network)}/${length}`;
    assert.equal(permits([rule], text(address)), expected, `${rule} ${text(address)}`);
    assert.equal(permits({ deny: [rule] }, text(address)), !expected, `deny ${rule} ${text(address)}`);
  }
});

test("a policy that says nothing that could be meant throws when it is given", () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [
      { conect: [] },
      /policy: unknown key "conect"; the keys are connect, listen, resolve, unix, descriptors/,
    ],
    ["all", /policy: object expected, got string/],
    [null, /policy: object expected, got null/],
    [{ connect: "example.org" }, /policy\.connect: true, false or a list of strings expected, got string/],
    [{ connect: [443] }, /policy\.connect: true, false or a list of strings expected, got number/],
    [{ connect: { allowed: [] } }, /policy\.connect: unknown key "allowed"/],
    [{ connect: { deny: true } }, /policy\.connect\.deny: .* list of strings expected, got boolean/],
    [{ connect: ["10.0.0.0/33"] }, /"10\.0\.0\.0\/33" is not a rule for hosts: .* length from 0 to 32/],
    [{ connect: ["10.0.0.0/-1"] }, /length from 0 to 32/],
    [{ connect: ["10.0.0.0/"] }, /length from 0 to 32/],
    [{ connect: ["10.0.0.0/8/8"] }, /length from 0 to 32/],
    [{ connect: ["::/129"] }, /length from 0 to 128/],
    [{ connect: ["10.0.0/8"] }, /"10\.0\.0" is not the address of a network/],
    [{ connect: ["example.org/24"] }, /is not the address of a network/],
    [{ connect: ["example.org:65536"] }, /a port is at most 65535/],
    [{ connect: ["example.org:http"] }, /"http" is neither a port nor a range of ports/],
    [{ connect: ["example.org:"] }, /"" is neither a port/],
    [{ connect: ["example.org:9-1"] }, /the range of ports is empty/],
    [{ connect: ["example.org:-1"] }, /neither a port/],
    [{ connect: ["127.1"] }, /"127\.1" is neither a name nor an address nor a network/],
    [{ connect: ["0x7f000001"] }, /neither a name/],
    [{ connect: ["2130706433"] }, /neither a name/],
    [{ connect: ["0177.0.0.1"] }, /neither a name/],
    [{ connect: [""] }, /neither a name/],
    [{ connect: ["a b"] }, /neither a name/],
    [{ connect: ["exa*mple.org"] }, /neither a name/],
    [{ connect: ["*.*.org"] }, /neither a name/],
    [{ connect: ["*."] }, /neither a name/],
    [{ connect: ["http://example.org"] }, /neither a (port|name)/],
    [{ connect: ["münchen.example"] }, /neither a name/],
    [{ connect: ["a\0b"] }, /neither a name/],
    [{ connect: ["fe80::1%lo"] }, /a rule takes no zone/],
    [{ connect: ["[example.org]:80"] }, /brackets are for IPv6 addresses/],
    [{ connect: ["[::1]80"] }, /neither a name|brackets/],
    [{ listen: ["nonsense!"] }, /policy\.listen: "nonsense!"/],
    [{ resolve: "all" }, /policy\.resolve: true, false or a list of names expected/],
    [{ unix: [""] }, /policy\.unix: a path must not be empty or contain a NUL/],
    [{ unix: ["/a\0b"] }, /policy\.unix/],
    [{ descriptors: 1 }, /policy\.descriptors: boolean expected/],
  ];
  for (const [policy, message] of wrong) {
    assert.throws(
      () => gateOf(policy),
      (error: Error) => error instanceof TypeError && message.test(error.message),
      JSON.stringify(policy),
    );
  }
});
