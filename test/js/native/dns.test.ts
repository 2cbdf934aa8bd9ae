// socket.dns, call by call beside the C LuaSocket.

import assert from "node:assert/strict";
import { hostname } from "node:os";
import test from "node:test";
import socket from "luasocket";
import { sameCalls } from "../../support/same-calls.ts";

const names = ["localhost", "no.such.host.invalid", "", "*", "a b", "localhost\0junk", "::1", "127.1"];

for (const method of ["dns.toip", "dns.tohostname", "dns.getaddrinfo"]) {
  sameCalls(`${method} of names and addresses`, ({ socket, call }) => {
    for (const name of [...names, "127.0.0.1", 2130706433, true, {}, undefined]) call(socket, method, name);
  });
}

sameCalls("getaddrinfo of addresses in numbers", ({ socket, call }) => {
  for (const host of ["1.2.3.4", "fe80::1%lo", "[::1]", "0x7f000001", "::ffff:1.2.3.4", "1::2:0:0:3"]) {
    call(socket, "dns.getaddrinfo", host);
  }
});

sameCalls("getnameinfo of hosts and services", ({ socket, call }) => {
  for (const [host, service] of [
    ["127.0.0.1"],
    ["127.0.0.1", 80],
    [undefined, 80],
    [undefined, 12345],
    ["localhost", "http"],
    ["192.0.2.1", "12345"],
    ["no.such.host.invalid", 80],
    ["127.0.0.1", "no-such-service"],
    [],
    [true],
    ["127.0.0.1", {}],
  ]) {
    call(socket, "dns.getnameinfo", host, service);
  }
});

test("gethostname is the system's", () => {
  assert.deepEqual(socket.dns.gethostname(), [hostname()]);
});

test("toip of an address that has no name gives the address", () => {
  const ip = "192.0.2.1";
  assert.deepEqual(socket.dns.toip(ip), [ip, { name: ip, alias: [], ip: [ip] }]);
  assert.deepEqual(socket.dns.tohostname(ip), [undefined, "host not found"]);
});
