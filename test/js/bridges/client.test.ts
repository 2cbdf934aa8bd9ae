// Clients that are handed over to Node.

import assert from "node:assert/strict";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Duplex, PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import test from "node:test";
import blocking, { type UnixStreamObject } from "luasocket";
import old from "luasocket/2.0";
import defold from "luasocket/defold";
import promises from "luasocket/promises";
import { connectedPair, must, reset } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen, openSockets } from "../../support/open-sockets.ts";
import { connectTo, withBothBindings } from "./both-bindings.ts";
import { destroyed, everything, listening, server } from "./node-peer.ts";

leavesNoSocketOpen();

withBothBindings("a client becomes a net.Socket, and is closed", async (t, socket) => {
  const before = openSockets();
  const port = await listening(
    t,
    server((connection) => connection.pipe(connection)),
  );
  const client = await connectTo(t, socket, port);
  const fd = client.getfd();
  const stream = client.tonodesocket();
  assert.ok(stream instanceof net.Socket);
  assert.equal(stream.remotePort, port);
  assert.equal((stream as unknown as { _handle: { fd: number } })._handle.fd, fd);
  assert.deepEqual([client.class, client.getfd(), client.dirty()], ["tcp{client}", -1, false]);
  assert.deepEqual(await client.receive(), [undefined, "closed", ""]);
  assert.deepEqual(await client.send("x"), [undefined, "closed", 0]);
  client.close();
  stream.end("to and fro");
  assert.equal(await everything(stream), "to and fro");
  await destroyed(stream);
  // Only that of the server is left; what it has accepted is closed, too.
  assert.equal(openSockets(), before + 1);
});

withBothBindings("what had been received and not asked for comes first", async (t, socket) => {
  const port = await listening(
    t,
    server((connection) => {
      connection.write("a line\nmore of ");
      connection.once("data", () => connection.end("it"));
    }),
  );
  const client = await connectTo(t, socket, port);
  // A call that blocks stops the loop that the server needs: it must have sent already.
  if (socket === blocking) await new Promise(setImmediate);
  while (!blocking.select([client as never], undefined, 0)[0].has(client as never)) {
    await new Promise(setImmediate);
  }
  assert.deepEqual(await client.receive(), ["a line"]);
  assert.ok(client.dirty());
  const stream = client.tonodesocket();
  assert.ok(!client.dirty());
  stream.write("go on");
  assert.equal(await everything(stream), "more of it");
  await destroyed(stream);
});

test("much that had been received comes out as it was", async (t) => {
  const { client, peer } = connectedPair(t);
  const sent = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
  peer.settimeout(0);
  const [last, , partial = 0] = peer.send(sent);
  peer.close();
  assert.deepEqual(client.receive(1), ["\0"]);
  assert.ok(client.dirty());
  const stream = client.tonodesocket();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  assert.deepEqual(Buffer.concat(chunks), sent.subarray(1, last ?? partial));
  await destroyed(stream);
});

withBothBindings("pipeline takes what it becomes, in the middle", async (t, socket) => {
  const port = await listening(
    t,
    server((connection) => connection.pipe(connection)),
  );
  const stream = (await connectTo(t, socket, port)).tonodesocket();
  const sink = new PassThrough();
  const [text] = await Promise.all([
    everything(sink),
    pipeline(Readable.from([Buffer.alloc(300_000, "x"), "end"]), stream, sink),
  ]);
  assert.equal(text.length, 300_003);
  assert.ok(text.endsWith("end"));
  await destroyed(stream);
});

withBothBindings("Duplex.toWeb makes web streams of it", async (t, socket) => {
  const port = await listening(
    t,
    server((connection) => connection.pipe(connection)),
  );
  const stream = (await connectTo(t, socket, port)).tonodesocket();
  const { readable, writable } = Duplex.toWeb(stream);
  const writer = writable.getWriter();
  await writer.write(Buffer.from("over the web"));
  await writer.close();
  let text = "";
  for await (const chunk of readable) text += Buffer.from(chunk as Uint8Array).toString();
  assert.equal(text, "over the web");
  await destroyed(stream);
});

withBothBindings("a unix-domain client is handed over as well", async (t, socket) => {
  const path = join(mkdtempSync(join(tmpdir(), "luasocket-bridge-")), "socket");
  const peer = server((connection) => connection.end("hello"));
  peer.listen(path);
  await once(peer, "listening");
  t.after(() => {
    peer.close();
    rmSync(dirname(path), { recursive: true });
  });
  const master = must<UnixStreamObject | UnixStreamObject<string, "promise">>(socket.unix.stream());
  assert.deepEqual(await master.connect(path), [1]);
  const stream = master.tonodesocket();
  assert.equal(await everything(stream), "hello");
  await destroyed(stream);
});

test("a connection that is still being made goes on in Node", async (t) => {
  const port = await listening(
    t,
    server((connection) => connection.end("made")),
  );
  const client = must(blocking.tcp4());
  client.settimeout(0);
  client.connect("127.0.0.1", port);
  const stream = client.tonodesocket();
  assert.equal(await everything(stream), "made");
  await destroyed(stream);
});

test("a connection that is refused is an error of Node's", async () => {
  const client = must(blocking.tcp4());
  client.settimeout(0);
  client.connect("127.0.0.1", 1);
  const stream = client.tonodesocket();
  const [error] = await once(stream, "error");
  assert.ok(["ECONNREFUSED", "ENOTCONN"].includes(error.code), error.code);
  await destroyed(stream);
});

test("a reset after the hand-over is an error of Node's", async (t) => {
  const { client, peer } = connectedPair(t);
  const stream = client.tonodesocket();
  reset(peer);
  const [error] = await once(stream, "error");
  assert.equal(error.code, "ECONNRESET");
  await destroyed(stream);
});

test("an end that was received already comes once more", async (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("the rest");
  peer.close();
  assert.deepEqual(client.receive(3), ["the"]);
  assert.deepEqual(client.receive("*l"), [undefined, "closed", " rest"]);
  const stream = client.tonodesocket();
  assert.equal(await everything(stream), "");
  await destroyed(stream);
});

test("while another call waits it stays with us", async (t) => {
  const { client: ours, peer } = connectedPair(t);
  const fd = ours.getfd();
  ours.setfd(-1);
  const client = must(promises.adopt(fd));
  assert.ok(client.class === "tcp{client}");
  t.after(() => client.close());

  const line = client.receive();
  assert.throws(() => client.tonodesocket(), /^Error: another receive of this socket is waiting$/);
  assert.equal(client.getfd(), fd);
  peer.send("a line\n");
  assert.deepEqual(await line, ["a line"]);

  const sent = client.send(Buffer.alloc(20_000_000));
  assert.throws(() => client.tonodesocket(), /^Error: another send or connect of this socket is waiting$/);
  peer.close();
  assert.equal((await sent)[1], "closed");

  const stream = client.tonodesocket();
  await destroyed(stream);
});

test("right after a wait that timed out or was given up, Node can have it", async (t) => {
  for (const end of ["timeout", "abort", "line"] as const) {
    const port = await listening(
      t,
      server((connection) => {
        if (end === "line") connection.write("line\n");
        connection.pipe(connection);
      }),
    );
    const client = must(await promises.connect("127.0.0.1", port));
    if (end === "timeout") {
      client.settimeout(0.01);
      assert.deepEqual(await client.receive(), [undefined, "timeout", ""]);
    } else if (end === "abort") {
      const controller = new AbortController();
      const line = client.receive("*l", undefined, { signal: controller.signal });
      controller.abort();
      await assert.rejects(line, { name: "AbortError" });
    } else assert.deepEqual(await client.receive(), ["line"]);
    const stream = client.tonodesocket();
    stream.end(`after ${end}`);
    assert.equal(await everything(stream), `after ${end}`);
    await destroyed(stream);
  }
});

test("a select that waits for it reports it, as with a close", async (t) => {
  const { client: ours } = connectedPair(t);
  const fd = ours.getfd();
  ours.setfd(-1);
  const client = must(promises.adopt(fd));
  assert.ok(client.class === "tcp{client}");
  const selected = promises.select([client]);
  const stream = client.tonodesocket();
  assert.deepEqual([...(await selected)[0]], [client]);
  await destroyed(stream);
});

test("a descriptor that Node cannot use stays where it was, with what was received", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("1\n2\n");
  assert.deepEqual(client.receive(), ["1"]);
  const fd = client.getfd();
  const file = openSync("/dev/null", "r");
  t.after(() => closeSync(file));
  client.setfd(file);
  assert.throws(() => client.tonodesocket(), { message: "Socket operation on non-socket" });
  assert.equal(client.getfd(), file);
  client.setfd(fd);
  assert.deepEqual(client.receive(), ["2"]);
});

test("one that was unref'ed does not keep the process alive in Node either", async (t) => {
  const { client, peer } = connectedPair(t);
  const referenced = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
  const before = referenced();
  const held = peer.tonodesocket();
  assert.equal(referenced(), before + 1);
  const free = client.unref().tonodesocket();
  assert.equal(referenced(), before + 1);
  await Promise.all([destroyed(held), destroyed(free)]);
});

test("only an open client has it, in every dialect", async (t) => {
  const refused = (object: unknown, complaint: string): void => {
    assert.throws(() => (object as { tonodesocket(): unknown }).tonodesocket(), {
      name: "TypeError",
      message: `calling 'tonodesocket' on bad self (${complaint})`,
    });
  };
  const tcpServer = must(blocking.bind("127.0.0.1", 0));
  const master = must(promises.tcp4());
  const unix = must(blocking.unix.stream());
  refused(tcpServer, "tcp{client} expected");
  refused(master, "tcp{client} expected");
  refused(unix, "unixstream{client} expected");
  for (const object of [master, unix]) object.close();
  const port = tcpServer.getsockname()[1] as number;
  for (const binding of [blocking, old, defold]) {
    const client = must<{ close(): 1; tonodesocket(): net.Socket }>(binding.connect("127.0.0.1", port));
    const stream = client.tonodesocket();
    refused(client, "open socket expected");
    await destroyed(stream);
  }
  tcpServer.close();
  const { client } = connectedPair(t);
  client.close();
  refused(client, "open socket expected");
});
