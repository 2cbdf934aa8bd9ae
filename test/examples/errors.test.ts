// docs/errors.md explains every reason that the types name, in words that the calls give.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import socket from "luasocket";
import { packageRoot } from "../support/program.ts";

const document = readFileSync(join(packageRoot, "docs", "errors.md"), "utf8");

test("docs/errors.md explains every reason that the type Failure names", () => {
  const source = readFileSync(join(packageRoot, "src", "net", "error-text.ts"), "utf8");
  const [, union] = /export type Failure =\n(.*?);/s.exec(source) as unknown as [string, string];
  const reasons = [...union.matchAll(/"([^"]+)"/g)].map(([, reason]) => reason as string);
  assert.ok(reasons.length > 10);
  for (const reason of reasons) assert.ok(document.includes(`\`${reason}\``), reason);
});

test("what calls say of common mistakes stands in docs/errors.md", () => {
  const [tcp] = socket.tcp();
  const [udp] = socket.try(...socket.udp4());
  const [server] = socket.try(...socket.bind("127.0.0.1", 0));
  const [, port] = socket.try(...server.getsockname());
  const [other] = socket.try(...socket.tcp4());
  const [closed] = socket.try(...socket.udp4());
  closed.close();
  server.settimeout(0);
  const results: readonly (readonly [unknown, unknown?, ...unknown[]])[] = [
    tcp.setoption("keepalive", true),
    other.getpeername(),
    other.bind("127.0.0.1", port),
    other.bind("192.0.2.1", 0), // TEST-NET-1 of RFC 5737 is nobody's
    server.accept(),
    socket.connect("127.0.0.1", 65536),
    udp.sendto("x", "255.255.255.255", 9),
    udp.sendto("x".repeat(70_000), "127.0.0.1", 9),
    udp.sendto("x", "localhost", 9),
    closed.sendto("x", "127.0.0.1", 9),
    closed.receivefrom(),
  ];
  for (const [value, reason] of results) {
    assert.equal(value, undefined);
    assert.ok(document.includes(`\`${reason}\``), String(reason));
  }
  for (const call of [
    () => tcp.send("x"),
    () => socket.connect("127.0.0.1", undefined as never),
    () => socket.select([{ getfd: () => 1_000_000 }], [], 0),
  ]) {
    assert.throws(call, (error: Error) => document.includes(error.message));
  }
  for (const each of [tcp, udp, server, other]) each.close();
});
