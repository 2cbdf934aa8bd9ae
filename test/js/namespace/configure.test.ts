import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

test("a namespace's encoding is that of its sockets, and of the clients that they accept", (t) => {
  const bytes = socket.configure({ encoding: "buffer" });
  const server = must(bytes.bind("127.0.0.1", 0));
  const client = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  for (const object of [server, client, peer]) t.after(() => object.close());
  client.send("to bytes\n");
  peer.send("to text\n");
  assert.deepEqual(peer.receive(), [Buffer.from("to bytes")]);
  assert.deepEqual(client.receive(), ["to text"]);
});

test("datagrams and unix-domain sockets have the namespace's encoding", (t) => {
  const bytes = socket.configure({ encoding: "buffer" });
  const udp = must(bytes.udp4());
  const stream = must(bytes.unix.stream());
  const dgram = must(bytes.unix.dgram());
  for (const object of [udp, stream, dgram]) t.after(() => object.close());
  udp.setsockname("127.0.0.1", 0);
  udp.sendto("x", "127.0.0.1", udp.getsockname()[1] as number);
  assert.deepEqual(udp.receive(), [Buffer.from("x")]);
  const name = "\0luasocket-configure";
  assert.deepEqual(dgram.bind(name), [1]);
  dgram.sendto("y", name);
  assert.deepEqual(dgram.receive(), [Buffer.from("y")]);
  assert.deepEqual(stream.bind(`${name}-stream`), [1]);
  assert.deepEqual(stream.listen(), [1]);
  const client = must(bytes.unix.stream());
  t.after(() => client.close());
  assert.deepEqual(client.connect(`${name}-stream`), [1]);
  const peer = must(stream.accept());
  t.after(() => peer.close());
  client.send("z\n");
  assert.deepEqual(peer.receive(), [Buffer.from("z")]);
});

test("what is not said is as in the namespace that is asked", () => {
  const defold = socket.configure({ dialect: "defold", encoding: "latin1" });
  assert.equal(defold._VERSION, "LuaSocket 3.0-rc1");
  const master = must(defold.configure({ encoding: "buffer" }).tcp());
  assert.ok(master.getfd() >= 0);
  master.close();
  assert.equal(defold.configure({ dialect: "2.0" })._VERSION, "LuaSocket 2.0");
  assert.equal(socket._VERSION, "LuaSocket 3.1.0");
});

test("clients that a server of a dialect accepts are of that dialect", (t) => {
  const old = socket.configure({ dialect: "2.0" });
  const server = must(old.bind("127.0.0.1", 0));
  const client = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  for (const object of [server, client, peer]) t.after(() => object.close());
  client.send("a\nb\n");
  assert.deepEqual(peer.receive("*l", "*l"), ["a", "b", undefined]);
});

test("namespaces do not share what a program may change", () => {
  const other = socket.configure({});
  other.BLOCKSIZE = 1;
  assert.equal(socket.BLOCKSIZE, 2048);
  Object.assign(other.sinkt, { mine: other.sinkt["keep-open"] });
  assert.equal("mine" in socket.sinkt, false);
});

test("settings that there are not throw", () => {
  const wrong = socket.configure as (settings: unknown) => unknown;
  assert.throws(
    () => wrong({ encoding: "utf16" }),
    /bad argument #1 to 'configure' \(invalid option 'utf16'\)/,
  );
  assert.throws(() => wrong({ dialect: "4.0" }), /bad argument #1 to 'configure' \(invalid option '4.0'\)/);
  assert.throws(() => wrong("buffer"), /bad argument #1 to 'configure' \(object expected, got string\)/);
  assert.throws(() => wrong(null), /object expected, got null/);
});
