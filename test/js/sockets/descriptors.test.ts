import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readlinkSync } from "node:fs";
import test from "node:test";
import socket from "luasocket";
import { connectedPair, must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { Program } from "../../support/program.ts";

leavesNoSocketOpen();

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

test("using closes sockets of every kind at the end of a block", () => {
  const made = [socket.tcp4, socket.udp4, socket.unix.stream, socket.unix.dgram].map((make) => {
    using object = must<Disposable & { getfd(): number }>(make());
    assert.ok(object.getfd() >= 0);
    return object;
  });
  assert.deepEqual(
    made.map((object) => object.getfd()),
    [-1, -1, -1, -1],
  );
});

test("a lost socket of any kind is closed when it is collected", async (t) => {
  const program = `
    import { spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readlinkSync } from "node:fs";
    import socket from "luasocket";
    const count = () => readdirSync("/proc/self/fd").length;
    const before = count();
    for (let i = 0; i < 50; i++) {
      socket.bind("127.0.0.1", 0);
      socket.udp4();
      socket.unix.stream();
      socket.unix.dgram();
    }
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

test("a call with a limit keeps to it on a descriptor that another object has made a blocking one", async (t) => {
  const program = `
    import socket from "luasocket";
    const [server] = socket.bind("127.0.0.1", 0);
    const [other] = socket.bind("127.0.0.1", 0);
    other.close();
    other.setfd(server.getfd());
    other.settimeout(0);
    console.log(...other.accept());
    other.setfd(-1);
    const [client] = socket.connect("127.0.0.1", server.getsockname()[1]);
    console.log(server.accept()[0].class);

    const path = "\\0luasocket-full-" + process.pid;
    const [queue] = socket.unix.stream();
    queue.bind(path);
    queue.listen(0);
    const full = () => {
      const [stream] = socket.unix.stream();
      stream.settimeout(0);
      return stream.connect(path)[1];
    };
    while (full() === undefined);
    const [first] = socket.unix.stream();
    const [second] = socket.unix.stream();
    second.close();
    second.setfd(first.getfd());
    second.settimeout(0.0005);
    console.log(...second.connect(path));`;
  const child = new Program(t, [process.execPath, "--input-type=module", "-e", program]);
  assert.equal(await child.ends(), 0, child.stderr);
  assert.equal(child.stdout.toString(), "undefined timeout\ntcp{client}\nundefined timeout\n");
});

test("setfd takes a number in any form that Lua would take, and closes nothing", (t) => {
  const { client } = connectedPair(t);
  const fd = client.getfd();
  for (const form of [-1, "-1", fd + 0.5, ` ${fd} `, fd]) {
    client.setfd(form as number);
    assert.equal(client.getfd(), String(form).includes("-") ? -1 : fd);
  }
  assert.deepEqual(client.send("still open"), [10]);
});

test("a descriptor of another kind answers with the system's words", (t) => {
  const [tcp] = socket.tcp();
  const pipe = openSync("/dev/null", "r");
  t.after(() => closeSync(pipe));
  tcp.setfd(pipe);
  const noSocket = "Socket operation on non-socket";
  assert.deepEqual(tcp.getsockname(), [undefined, noSocket]);
  assert.deepEqual(tcp.listen(), [undefined, noSocket]);
  assert.deepEqual(tcp.setoption("keepalive", true), [undefined, "setsockopt failed"]);
  tcp.setfd(-1);
});

test("children inherit no socket", (t) => {
  const { client, peer } = connectedPair(t);
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const { stdout } = spawnSync("sh", ["-c", "ls -l /proc/self/fd"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe"],
  });
  assert.match(stdout, / 0 -> /);
  for (const end of [client, peer, server]) {
    const inode = /\d+/.exec(readlinkSync(`/proc/self/fd/${end.getfd()}`))?.[0];
    assert.ok(!stdout.includes(`socket:[${inode}]`));
  }
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
    'ulimit -n 160 && exec "$0" --input-type=module -e "$1"',
    process.execPath,
    program,
  ]);
  assert.equal(await child.ends(), 0, child.stderr);
  assert.equal(child.stdout.toString(), "Too many open files | Too many open files | true\n1\n");
});

test("an object that setfd gave a socket of another kind says so, and receives what comes", (t) => {
  const { client, peer } = connectedPair(t);
  const [udp] = socket.udp4();
  const [unix] = socket.unix.stream();
  const [tcp] = socket.tcp();
  assert.ok(udp && unix);
  t.after(() => unix.close());
  tcp.setfd(unix.getfd());
  assert.deepEqual(tcp.getsockname(), [undefined, "Address family not supported by protocol"]);
  tcp.setfd(-1);
  // recvfrom(2) tells no sender on a stream.
  const own = udp.getfd();
  udp.setfd(client.getfd());
  peer.send("bytes");
  assert.deepEqual(udp.receivefrom(), ["bytes", "", 0]);
  udp.setfd(own);
  udp.close();
});

test("Node is not given what is no stream, and the object keeps it", (t) => {
  const [udp] = socket.udp4();
  assert.ok(udp);
  t.after(() => udp.close());
  const server = must(socket.bind("127.0.0.1", 0));
  const own = server.getfd();
  server.setfd(udp.getfd());
  assert.throws(() => server.tonodeserver(), /Protocol not supported/);
  assert.equal(server.getfd(), udp.getfd());
  server.setfd(own);
  server.close();
});
