// Servers that are handed over to Node.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import blocking, { type UnixStreamObject } from "luasocket";
import old from "luasocket/2.0";
import promises from "luasocket/promises";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen, openSockets } from "../../support/open-sockets.ts";
import { Program, packageRoot } from "../../support/program.ts";
import { serve, withBothBindings } from "./both-bindings.ts";
import { ended, everything } from "./node-peer.ts";

leavesNoSocketOpen();

withBothBindings("a server becomes a net.Server that listens, and is closed", async (t, socket) => {
  const before = openSockets();
  const { server, port } = await serve(t, socket);
  const listener = server.tonodeserver((connection) => connection.end("hello"));
  assert.ok(listener instanceof net.Server);
  assert.ok(listener.listening);
  assert.equal((listener.address() as net.AddressInfo).port, port);
  assert.deepEqual([server.class, server.getfd()], ["tcp{server}", -1]);
  assert.deepEqual(await server.accept(), [undefined, "closed"]);
  server.close();
  assert.equal(await everything(net.connect(port, "127.0.0.1")), "hello");
  await ended(listener);
  assert.equal(openSockets(), before);
});

withBothBindings("without a listener, connections are events", async (t, socket) => {
  const { server, port } = await serve(t, socket);
  const listener = server.tonodeserver();
  listener.on("connection", (connection) => connection.end("hello"));
  assert.equal(await everything(net.connect(port, "127.0.0.1")), "hello");
  await ended(listener);
});

withBothBindings("connections that stand in the queue are Node's", async (t, socket) => {
  const { server, port } = await serve(t, socket);
  const waiting = must(blocking.connect("127.0.0.1", port)).tonodesocket();
  const listener = server.tonodeserver((connection) => connection.end("hello"));
  assert.equal(await everything(waiting), "hello");
  await ended(listener);
});

withBothBindings("a unix-domain server is handed over as well", async (t, socket) => {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-bridge-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "socket");
  const server = must<UnixStreamObject | UnixStreamObject<string, "promise">>(socket.unix.stream());
  assert.deepEqual(server.bind(path), [1]);
  assert.deepEqual(server.listen(), [1]);
  const listener = server.tonodeserver((connection) => connection.end("hello"));
  assert.ok(listener.listening);
  assert.equal(await everything(net.connect(path)), "hello");
  await ended(listener);
});

test("while an accept waits it stays with us", async (t) => {
  const { server, port } = await serve(t, promises);
  const fd = server.getfd();
  const refused = /^Error: an accept of this server is waiting$/;
  const controller = new AbortController();
  const [first, second, third] = [
    server.accept(),
    server.accept(),
    (server as Awaited<ReturnType<typeof promises.bind>>[0])?.accept({ signal: controller.signal }),
  ];
  assert.throws(() => server.tonodeserver(), refused);
  controller.abort();
  await assert.rejects(third as Promise<unknown>, { name: "AbortError" });
  for (const accept of [first, second]) {
    assert.throws(() => server.tonodeserver(), refused);
    const peer = must(blocking.connect("127.0.0.1", port));
    must<{ close(): 1 }>(await accept).close();
    peer.close();
  }
  assert.equal(server.getfd(), fd);
  server.settimeout(0.01);
  assert.deepEqual(await server.accept(), [undefined, "timeout"]);
  await ended(server.tonodeserver());
});

test("a server of Node's that listens already is refused, and all stays as it was", async (t) => {
  const { server } = await serve(t, blocking);
  const fd = server.getfd();
  const busy = net.createServer();
  busy.listen(0, "127.0.0.1");
  await once(busy, "listening");
  assert.throws(() => server.tonodeserver(busy), { code: "ERR_SERVER_ALREADY_LISTEN" });
  assert.equal(server.getfd(), fd);
  await ended(busy);
  await ended(server.tonodeserver(busy));
});

test("one that was unref'ed does not keep the process alive in Node either", async (t) => {
  const program = `
    import socket from "luasocket/promises";
    const [server] = await socket.bind("127.0.0.1", 0);
    server.unref().tonodeserver();
    console.log("end");`;
  const run = new Program(t, [process.execPath, "--input-type=module", "-e", program]);
  assert.equal(await run.ends(), 0, run.stderr);
  assert.equal(run.stdout.toString(), "end\n");
});

test("a worker of node:cluster hands its own server over, not a descriptor of the primary", async (t) => {
  const program = `
    import cluster from "node:cluster";
    import net from "node:net";
    import socket from "luasocket";
    if (cluster.isPrimary) {
      cluster.fork().on("message", (port) => {
        net.connect(port, "127.0.0.1").on("data", (data) => console.log(String(data)));
      });
    } else {
      const [unix] = socket.unix.stream();
      unix.bind("\\0luasocket-bridge-" + process.pid);
      unix.listen();
      try { unix.tonodeserver(); } catch (error) { console.log(error.message, unix.getfd() > 0); }
      const [server] = socket.bind("127.0.0.1", 0);
      const port = server.getsockname()[1];
      server.tonodeserver((connection) => connection.end("by the worker", () => process.exit()));
      process.send(port);
    }`;
  // node:cluster runs a file anew. In the package's folder, where its name leads to it.
  const path = join(packageRoot, "build", `cluster-${process.pid}.mjs`);
  writeFileSync(path, program);
  t.after(() => rmSync(path));
  const run = new Program(t, [process.execPath, path]);
  assert.equal(await run.ends(), 0, run.stderr);
  assert.deepEqual(run.stdout.toString().trim().split("\n"), [
    "a unix-domain server cannot be handed over in a worker of node:cluster true",
    "by the worker",
  ]);
});

test("only an open server has it, and it takes nothing else", async (t) => {
  const refused = (object: unknown, message: string, ...args: unknown[]): void => {
    assert.throws(() => (object as { tonodeserver(...args: unknown[]): unknown }).tonodeserver(...args), {
      name: "TypeError",
      message,
    });
  };
  const { server, port } = await serve(t, blocking);
  const client = must(old.connect("127.0.0.1", port));
  refused(client, "calling 'tonodeserver' on bad self (tcp{server} expected)");
  client.close();
  for (const wrong of [null, 1, "x", {}]) {
    refused(server, "bad argument #1 to 'tonodeserver' (function or net.Server expected)", wrong);
  }
  server.close();
  refused(server, "calling 'tonodeserver' on bad self (open socket expected)");
  const oldServer = must(old.bind("127.0.0.1", 0));
  await ended(oldServer.tonodeserver());
});
