// socat at the other end of unix-domain sockets.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import socket from "luasocket";
import { must } from "../support/connected-pair.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { folderWith } from "./dnsmasq.ts";

const skip = skipWithout("socat", ["-V"]);

test("socat receives datagrams as they are sent, like a logger's daemon", { skip }, async (t) => {
  const path = join(folderWith(t, {}), "log");
  const daemon = new Program(t, ["socat", "-u", `UNIX-RECV:${path}`, "STDOUT"]);
  while (!existsSync(path)) await new Promise(setImmediate);
  const log = must(socket.unix.dgram());
  t.after(() => log.close());
  assert.deepEqual(log.sendto("<14>one\n", path), [8]);
  assert.deepEqual(log.connect(path), [1]);
  assert.deepEqual(log.send("<14>Grüße\n"), [12]);
  await daemon.says(/<14>one\n<14>Gr\xc3\xbc\xc3\x9fe\n/);
});

test("socat answers datagrams to the path that they come from", { skip }, async (t) => {
  const folder = folderWith(t, {});
  const path = join(folder, "echo");
  new Program(t, ["socat", `UNIX-RECVFROM:${path},fork`, "PIPE"]);
  while (!existsSync(path)) await new Promise(setImmediate);
  const client = must(socket.unix.dgram());
  t.after(() => client.close());
  client.settimeout(10);
  assert.deepEqual(client.bind(join(folder, "client")), [1]);
  client.sendto("echo", path);
  assert.deepEqual(client.receivefrom(), ["echo", path]);
});

test("socat is a client and a server over an abstract name", { skip }, async (t) => {
  const name = `luasocket-socat-${process.pid}`;
  const server = must(socket.unix.stream());
  t.after(() => server.close());
  assert.deepEqual(server.bind(`\0${name}`), [1]);
  assert.deepEqual(server.listen(), [1]);
  server.settimeout(10);
  const client = new Program(t, ["socat", "-,ignoreeof", `ABSTRACT-CONNECT:${name}`]);
  const peer = must(server.accept());
  t.after(() => peer.close());
  peer.settimeout(10);
  client.child.stdin.write("from socat\n");
  await new Promise((written) => client.child.stdin.end(written));
  assert.deepEqual(peer.receive(), ["from socat"]);
  peer.send("to socat\n");
  await client.says(/to socat\n/);
});
