// What resolvers are asked for seldom, call by call beside the C LuaSocket; dns.test.ts has the rest.

import assert from "node:assert/strict";
import { hostname } from "node:os";
import test from "node:test";
import socket from "luasocket";
import { sameCalls } from "../../support/same-calls.ts";

// Both sides ask a nameserver that does not answer again after one second, instead of five (resolv.conf(5)).
Object.assign(process.env, { RES_OPTIONS: "timeout:1 attempts:5" });

const functions = ["dns.toip", "dns.tohostname", "dns.getaddrinfo", "dns.getnameinfo"];

/** IPv4 in other forms than four decimal numbers (inet_aton(3)), localhost first, and what only looks like it. */
const legacy = [
  "127.0.1",
  "0x7f.1",
  "0177.0.0.1",
  "2130706433",
  "127.0.0.01",
  "127.0.0.1 ",
  " 127.0.0.1",
  "127.0.0.1.",
  "1.2.3.4.5",
  "1.2.3",
  "256.0.0.1",
  "127.0.0.256",
  "4294967296",
  "08.0.0.1",
  "0x",
  ".",
];

const ipv6 = [
  "::",
  "::1",
  "0:0:0:0:0:0:0:1",
  "::ffff:127.0.0.1",
  "::1%lo",
  "fe80::1",
  "fe80::1%no-such",
  "1::2::3",
  ":::",
];

const names = [
  "LOCALHOST",
  "localhost.",
  "ip6-localhost",
  "no.such.host.invalid.",
  "no_such_host.invalid",
  "-x.invalid",
  "x..invalid",
  "localhost ",
  " localhost",
  "local\nhost",
  "\xe4\xff",
  "\0",
  "127.0.0.1\0junk",
  "::1\0junk",
  `${"x".repeat(64)}.invalid`,
  `${"x.".repeat(150)}invalid`,
  "x".repeat(2000),
];

for (const method of functions) {
  sameCalls(`${method} of legacy addresses`, ({ socket, call }) => {
    // Where an address has no name, toip differs on purpose: it gives the address itself.
    const addresses = method === "dns.toip" ? legacy.slice(0, 4) : legacy;
    for (const address of addresses) call(socket, method, address);
  });

  sameCalls(`${method} of IPv6 addresses`, ({ socket, call }) => {
    for (const address of ipv6) call(socket, method, address);
  });

  sameCalls(`${method} of odd names`, ({ socket, call }) => {
    for (const name of [...names, hostname()]) call(socket, method, name);
  });

  sameCalls(`${method} of what is no text`, ({ socket, call }) => {
    for (const value of [127, 0.5, -1, true, false, {}, []]) {
      if (method !== "dns.toip" || typeof value !== "number") call(socket, method, value);
    }
  });
}

sameCalls("getnameinfo of services", ({ socket, call }) => {
  for (const service of [
    0,
    1,
    65535,
    65536,
    -1,
    80.5,
    "80",
    "080",
    "0x50",
    " 80",
    "80 ",
    "",
    "http",
    "HTTP",
    "domain",
    "tftp",
    "syslog",
    "no-such-service",
    "http\0junk",
    "x".repeat(300),
    true,
    {},
  ]) {
    call(socket, "dns.getnameinfo", undefined, service);
    call(socket, "dns.getnameinfo", "127.0.0.1", service);
  }
});

sameCalls("getnameinfo of hosts with several addresses, or none", ({ socket, call }) => {
  for (const host of [
    "localhost",
    "::1",
    "*",
    "",
    "192.0.2.1",
    "2001:db8::1",
    "no.such.host.invalid",
    hostname(),
  ]) {
    call(socket, "dns.getnameinfo", host);
    call(socket, "dns.getnameinfo", host, 443);
    call(socket, "dns.getnameinfo", host, "no-such-service");
  }
});

sameCalls("getnameinfo needs one of its arguments", ({ socket, call }) => {
  call(socket, "dns.getnameinfo");
  call(socket, "dns.getnameinfo", undefined);
  call(socket, "dns.getnameinfo", undefined, undefined);
  call(socket, "dns.getnameinfo", undefined, undefined, "x");
  call(socket, "dns.getnameinfo", {}, undefined);
  call(socket, "dns.getnameinfo", {}, {});
});

sameCalls("gethostname takes no arguments", ({ socket, call }) => {
  call(socket, "dns.gethostname");
  call(socket, "dns.gethostname", "ignored");
});

test("null is nothing, as undefined is", () => {
  const { getnameinfo } = socket.dns as { getnameinfo(...args: unknown[]): unknown };
  for (const none of [undefined, null]) {
    assert.throws(() => getnameinfo(none, none), /^Error: host and serv cannot be both nil$/);
    assert.deepEqual(getnameinfo(none, 12345), [[], "12345"]);
    assert.deepEqual(getnameinfo("192.0.2.1", none), [["192.0.2.1"]]);
  }
});

test("toip of an address without a name gives it as it was written", () => {
  for (const ip of ["192.0.2.1", "198.51.100.7", "203.0.113.255"]) {
    assert.deepEqual(socket.dns.toip(ip), [ip, { name: ip, alias: [], ip: [ip] }]);
    assert.deepEqual(socket.dns.tohostname(ip), [undefined, "host not found"]);
  }
});
