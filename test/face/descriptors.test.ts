import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import socket from "luasocket";
import { connectedPair, must } from "../support/connected-pair.js";
import { Program } from "../support/program.js";

const openDescriptors = () => readdirSync("/proc/self/fd").length;

test("whatever fails, no descriptor stays open", () => {
  const before = openDescriptors();
  for (let turn = 0; turn < 50; turn++) {
    socket.connect("127.0.0.1", 1);
    socket.connect("no such host", 1);
    socket.connect("127.0.0.1", 1, "192.0.2.1");
    socket.connect6("::1", 1);
    socket.bind("192.0.2.1", 0);
    const server = must(socket.bind("127.0.0.1", 0));
    const port = server.getsockname()[1] as number;
    assert.deepEqual(socket.bind("127.0.0.1", port), [undefined, "address already in use"]);
    const [tcp] = socket.tcp();
    tcp.connect("127.0.0.1", 1);
    tcp.connect("127.0.0.1", port);
    must(server.accept()).close();
    tcp.close();
    server.close();
  }
  assert.equal(openDescriptors(), before);
});

test("a block with using closes its socket", () => {
  const before = openDescriptors();
  {
    using server = must(socket.bind("127.0.0.1", 0));
    assert.ok(server.getfd() > 0);
  }
  assert.equal(openDescriptors(), before);
});

test("a lost socket is closed when it is collected", async (t) => {
  const program = `
    import { readdirSync } from "node:fs";
    import socket from "luasocket";
    const count = () => readdirSync("/proc/self/fd").length;
    const before = count();
    for (let i = 0; i < 200; i++) socket.bind("127.0.0.1", 0);
    const opened = count() - before;
    for (let turn = 0; turn < 100 && count() > before; turn++) {
      gc();
      await new Promise(setImmediate);
    }
    console.log(opened, count() - before);`;
  const child = new Program(t, [process.execPath, "--expose-gc", "--input-type=module", "-e", program]);
  assert.equal(await child.ends(), 0, child.stderr);
  assert.equal(child.stdout.toString(), "200 0\n");
});

test("a descriptor can be moved from one object to another", (t) => {
  const { client, peer } = connectedPair(t);
  const other = must(socket.tcp4());
  other.close();
  other.setfd(client.getfd());
  client.setfd(-1);
  assert.equal(client.getfd(), -1);
  assert.deepEqual(other.getpeername().slice(0, 2), peer.getsockname().slice(0, 2));
  other.close();
  assert.deepEqual(peer.receive(), [undefined, "closed", ""]);
});

test("a process that may open no more says so, and works again when it may", async (t) => {
  const program = `
    import socket from "luasocket";
    const held = [];
    let failure;
    while (failure === undefined) {
      const [tcp, reason] = socket.tcp4();
      if (tcp) held.push(tcp); else failure = reason;
    }
    const [server, reason] = socket.bind("127.0.0.1", 0);
    console.log(failure, "|", reason, "|", held.length > 10);
    for (const tcp of held) tcp.close();
    console.log(socket.bind("127.0.0.1", 0).length);`;
  const child = new Program(t, [
    "sh",
    "-c",
    'ulimit -n 64 && exec "$0" --input-type=module -e "$1"',
    process.execPath,
    program,
  ]);
  assert.equal(await child.ends(), 0, child.stderr);
  assert.equal(child.stdout.toString(), "Too many open files | Too many open files | true\n1\n");
});
