// Sinks, sources, choose and skip, call by call beside the C LuaSocket.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type LuaSocket, type TcpClient } from "luasocket";
import { connectedPair, must } from "../../support/connected-pair.ts";
import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

function pair({ socket, call, make }: Side): { client: Target; peer: Target } {
  const server = make(socket, "bind", "127.0.0.1", 0);
  const [, port] = call(server, "getsockname");
  const client = make(socket, "connect", "127.0.0.1", port);
  const peer = make(server, "accept");
  for (const end of [client, peer]) call(end, "settimeout", 5);
  call(server, "close");
  return { client, peer };
}

for (const mode of ["keep-open", "close-when-done", "default"]) {
  sameCalls(`a sink ${mode} sends what it gets`, (side) => {
    const { socket, call, make } = side;
    const { client, peer } = pair(side);
    const sink = make(socket, "sink", mode, client);
    for (const chunk of ["one\n", "", "\0\xff\r\n", 12.5, "x".repeat(3000), "\n"]) call(sink, "", chunk);
    for (let at = 0; at < 3; at++) call(peer, "receive");
    call(sink, "", "last", "an error");
    call(peer, "receive", 4);
    call(client, "getstats");
  });

  sameCalls(`a sink ${mode} at the end`, (side) => {
    const { socket, call, make } = side;
    const { client, peer } = pair(side);
    const sink = make(socket, "sink", mode, client);
    call(sink, "", "x\n");
    call(sink, "", undefined, "an error");
    call(client, "getfd");
    call(sink, "");
    call(client, "getfd");
    call(sink, "", "after the end\n");
    call(client, "close");
    call(peer, "receive", "*a");
    call(sink, "", "after close");
    call(sink, "");
  });

  sameCalls(`a sink ${mode} whose peer has gone`, (side) => {
    const { socket, call, make } = side;
    const { client, peer } = pair(side);
    const sink = make(socket, "sink", mode, client);
    call(client, "send", "unread");
    call(socket, "select", [peer], undefined, 5);
    call(peer, "close");
    call(socket, "select", [client], undefined, 5);
    call(sink, "", "x");
    call(sink, "", "x");
    call(sink, "", undefined);
    call(client, "getfd");
  });
}

sameCalls("a sink without a mode keeps its socket open", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  const sink = make(socket, "sink", client);
  call(sink, "", "x\n");
  call(peer, "receive");
  call(sink, "");
  call(client, "getfd");
});

sameCalls("a sink takes no chunks that are neither text nor numbers", (side) => {
  const { socket, call, make } = side;
  const { client } = pair(side);
  const sink = make(socket, "sink", client);
  call(sink, "", {});
  call(sink, "", true);
});

sameCalls("a source by-length gives so many bytes", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  call(client, "send", "0123456789".repeat(600));
  for (const length of [3, 2048, 3000, 0, -1, 1.5, 4]) {
    const source = make(socket, "source", "by-length", peer, length);
    for (let at = 0; at < 4; at++) call(source, "");
  }
  call(peer, "getfd");
  call(peer, "getstats");
});

sameCalls("a source by-length loses what it has when it fails", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  const source = make(socket, "source", "by-length", peer, 10);
  call(client, "send", "12345");
  call(peer, "settimeout", 0.02);
  call(source, "");
  call(client, "send", "67890abcde");
  call(source, "");
  call(source, "");
  const more = make(socket, "source", "by-length", peer, 10);
  call(client, "close");
  call(more, "");
  call(more, "");
  call(peer, "getfd");
});

for (const mode of ["until-closed", "default"]) {
  for (const size of [0, 1, 2047, 2048, 2049, 4096, 5000]) {
    sameCalls(`a source ${mode} gives ${size} bytes and the end`, (side) => {
      const { socket, call, make } = side;
      const { client, peer } = pair(side);
      const source = make(socket, "source", mode, peer);
      call(client, "send", "0123456789".repeat(size / 10 + 1).slice(0, size));
      call(client, "close");
      for (let at = 0; at < 5; at++) {
        call(source, "");
        call(peer, "getfd");
      }
    });
  }

  sameCalls(`a source ${mode} loses what it has when its time is up`, (side) => {
    const { socket, call, make } = side;
    const { client, peer } = pair(side);
    const source = make(socket, "source", mode, peer);
    call(peer, "settimeout", 0.02);
    call(source, "");
    call(client, "send", "lost");
    call(source, "");
    call(client, "send", "kept");
    call(client, "shutdown", "send");
    call(peer, "settimeout", 5);
    call(source, "");
    call(source, "");
    call(peer, "getfd");
  });
}

sameCalls("a source whose socket is closed", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  const sources = ["by-length", "until-closed"].map((mode) => make(socket, "source", mode, peer, 5));
  call(client, "send", "dirty\nbytes");
  call(peer, "receive");
  call(peer, "close");
  for (const source of sources) {
    call(source, "");
    call(source, "");
    call(source, "");
  }
});

sameCalls("a source without a mode goes on until its socket is closed", (side) => {
  const { socket, call, make } = side;
  const { client, peer } = pair(side);
  const source = make(socket, "source", peer);
  call(client, "send", "everything");
  call(client, "close");
  for (let at = 0; at < 3; at++) call(source, "");
  call(peer, "getfd");
});

sameCalls("a source by-length without a length, and modes that there are not", (side) => {
  const { socket, call } = side;
  const { client } = pair(side);
  for (const name of ["sink", "source"]) {
    for (const mode of ["", "x", "toString", "constructor", "__proto__", "Default"]) {
      call(socket, name, mode, client);
    }
  }
  call(socket, "source", "close-when-done", client);
  call(socket, "sink", "by-length", client);
});

sameCalls("sinks and sources over unix-domain streams", (side) => {
  const { socket, call, make, path } = side;
  const server = make(socket, "unix.stream");
  call(server, "bind", path("server"));
  call(server, "listen");
  const client = make(socket, "unix.stream");
  call(client, "connect", path("server"));
  const peer = make(server, "accept");
  call(peer, "settimeout", 5);
  const sink = make(socket, "sink", "close-when-done", client);
  const source = make(socket, "source", "until-closed", peer);
  call(sink, "", "x".repeat(3000));
  call(sink, "");
  for (let at = 0; at < 3; at++) call(source, "");
  call(peer, "getfd");
});

sameCalls("skip gives the values behind so many", ({ socket, call }) => {
  for (const values of [
    [0, 1, 2],
    [1, 1, 2],
    [2, 1, 2],
    [3, 1, 2],
    [100],
    [0],
    [-1, "a", "b"],
    ["0x1", "a", "b"],
    [" 1 ", "a", "b"],
    [1, undefined, undefined, 3, "end"],
    [1, false, true],
    [1.5, 1],
    [Number.NaN, 1],
    ["1.5", 1],
    ["", 1],
    [true, 1],
    [{}, 1],
    [undefined, 1],
    [],
  ]) {
    call(socket, "skip", ...values);
  }
});

/** Chunks of a source, until there are no more. */
function* chunks<Data>(source: () => readonly [Data | undefined, unknown?]): Generator<Data> {
  for (;;) {
    const [chunk, err] = source();
    assert.equal(err, undefined);
    if (chunk === undefined) return;
    yield chunk;
  }
}

/** As connectedPair, with the receiving end of a namespace. */
function pairOf<E extends "utf8" | "latin1" | "buffer">(t: TestContext, namespace: LuaSocket<E>) {
  const server = must(socket.bind("127.0.0.1", 0));
  const peer = must(namespace.connect("127.0.0.1", server.getsockname()[1] as number));
  const client: TcpClient = must(server.accept());
  for (const end of [server, client, peer]) t.after(() => end.close());
  for (const end of [client, peer]) end.settimeout(10);
  return { client, peer };
}

test("no chunk of text ends inside a character", (t) => {
  for (const character of ["ä", "€", "😀"]) {
    for (let ascii = 0; ascii < 5; ascii++) {
      const text = `${"x".repeat(2044 + ascii)}${character.repeat(1500)}`;
      for (const mode of ["by-length", "until-closed"]) {
        const { client, peer } = connectedPair(t);
        client.send(text);
        client.close();
        const got = [...chunks(socket.source(mode, peer, Buffer.byteLength(text)))];
        assert.equal(got.join(""), text);
        assert.ok(got.every((chunk) => chunk.isWellFormed() && !chunk.includes("\ufffd")));
        assert.ok(got.every((chunk) => Buffer.byteLength(chunk) <= socket.BLOCKSIZE));
      }
    }
  }
});

test("a block that is smaller than a character makes a source throw, and the character is kept", (t) => {
  const namespace = socket.configure({});
  namespace.BLOCKSIZE = 3;
  const { client, peer } = pairOf(t, namespace);
  client.send("€😀b");
  client.close();
  const source = namespace.source("until-closed", peer);
  assert.deepEqual(source(), ["€"]);
  assert.throws(source, /^TypeError: received bytes that are not UTF-8/);
  namespace.BLOCKSIZE = 4;
  assert.deepEqual([source(), source(), source()], [["😀"], ["b"], [undefined]]);
});

test("a source by-length that ends inside a character throws, and the character is kept", (t) => {
  const { client, peer } = connectedPair(t);
  client.send("ab€");
  const source = socket.source("by-length", peer, 3);
  assert.deepEqual(source(), ["ab"]);
  assert.throws(source, /^TypeError: received bytes that are not UTF-8/);
  assert.deepEqual(peer.receive(3), ["€"]);
});

test("bytes that are not UTF-8 make a source throw, and are kept", (t) => {
  const { client, peer } = connectedPair(t);
  client.send(Buffer.from("a\xffbc", "latin1"));
  const source = socket.source("by-length", peer, 4);
  assert.throws(source, /^TypeError: received bytes that are not UTF-8/);
  peer.setencoding("latin1");
  assert.deepEqual([source(), source()], [["a\xffbc"], [undefined]]);
});

test("a source of Buffers gives blocks of as many bytes as BLOCKSIZE says at each call", (t) => {
  const bytes = socket.configure({ encoding: "buffer" });
  assert.equal(bytes.BLOCKSIZE, 2048);
  const { client, peer } = pairOf(t, bytes);
  client.send("0123456789".repeat(1000));
  client.close();
  const source = bytes.source("until-closed", peer);
  const sizes: number[] = [];
  for (const size of [10, 1, 3000]) {
    bytes.BLOCKSIZE = size;
    sizes.push((source()[0] as Buffer).length);
  }
  bytes.BLOCKSIZE = 2048;
  for (const chunk of chunks(source)) sizes.push(chunk.length);
  assert.deepEqual(sizes, [10, 1, 3000, 2048, 2048, 2048, 845]);
  assert.equal(socket.BLOCKSIZE, 2048);
});

test("BLOCKSIZE bounds sources by-length, too", (t) => {
  const namespace = socket.configure({ encoding: "latin1" });
  namespace.BLOCKSIZE = 4;
  const { client, peer } = pairOf(t, namespace);
  client.send("0123456789");
  const source = namespace.source("by-length", peer, 9);
  assert.deepEqual([source(), source(), source(), source()], [["0123"], ["4567"], ["8"], [undefined]]);
  assert.deepEqual(peer.receive(1), ["9"]);
});

test("a sink takes bytes as well as text, and the encoding is the socket's", (t) => {
  const { client, peer } = connectedPair(t);
  const sink = socket.sink("close-when-done", client);
  assert.deepEqual(sink("ä"), [2]);
  assert.deepEqual(sink(Buffer.from([0x0a, 0x78])), [2]);
  assert.deepEqual(sink(new Uint8Array([0x0a])), [1]);
  assert.deepEqual(sink(null), [1]);
  assert.deepEqual([peer.receive(), peer.receive()], [["ä"], ["x"]]);
  assert.deepEqual(peer.receive(), [undefined, "closed", ""]);
  assert.deepEqual(sink("x"), [undefined, "closed", 0]);
});

test("a sink and a source have the descriptor of their socket", (t) => {
  const { client, peer } = connectedPair(t);
  const sink = socket.sink(client);
  const source = socket.source(peer);
  assert.deepEqual([sink.getfd(), source.getfd()], [client.getfd(), peer.getfd()]);
  sink("x\ny\n");
  peer.receive();
  assert.deepEqual([sink.dirty(), source.dirty()], [false, true]);
  client.close();
  assert.equal(sink.getfd(), -1);
});

test("a source by-length needs a length", (t) => {
  const { peer } = connectedPair(t);
  const source = socket.source("by-length", peer as TcpClient, undefined as unknown as number);
  assert.deepEqual(source(), [undefined]);
});

test("a program adds sinks and sources of its own, to one namespace", (t) => {
  const namespace = socket.configure({});
  const { client, peer } = pairOf(t, namespace);
  const closings: unknown[] = [];
  namespace.sinkt["in-capitals"] = (over) =>
    Object.assign(
      (chunk?: unknown) => {
        if (typeof chunk === "string") return over.send(chunk.toUpperCase());
        closings.push(chunk);
        return [1] as const;
      },
      { getfd: () => over.getfd(), dirty: () => over.dirty() },
    );
  namespace.sourcet["by-count"] = (over, length) => {
    let left = length;
    return Object.assign(() => (left-- > 0 ? ([over.receivechunk(2)[0]] as const) : ([undefined] as const)), {
      getfd: () => over.getfd(),
      dirty: () => over.dirty(),
    });
  };
  const sink = namespace.sink("in-capitals", client);
  assert.deepEqual(sink("hello!"), [6]);
  assert.deepEqual(sink(), [1]);
  assert.deepEqual(closings, [undefined]);
  assert.deepEqual([...chunks(namespace.source("by-count", peer, 2))], ["HE", "LL"]);
  assert.deepEqual(peer.receive(2), ["O!"]);
  assert.throws(() => socket.sink("in-capitals", client), /^Error: unknown key \(in-capitals\)$/);
  assert.throws(() => socket.source("by-count", peer, 2), /^Error: unknown key \(by-count\)$/);
});

test("a program replaces the default", (t) => {
  const namespace = socket.configure({});
  const { client } = pairOf(t, namespace);
  Object.assign(namespace.sinkt, { default: namespace.sinkt["close-when-done"] });
  assert.deepEqual(namespace.sink(client)(), [1]);
  assert.equal(client.getfd(), -1);
  Reflect.deleteProperty(namespace.sourcet, "default");
  assert.throws(() => namespace.source(client), /^Error: unknown key \(default\)$/);
});

test("choose picks a function by its name, and passes two options on", () => {
  const given: unknown[][] = [];
  const note =
    (name: string) =>
    (...options: unknown[]) => {
      given.push([name, ...options]);
      return name;
    };
  const ways = { a: note("a"), default: note("default") };
  const choice = socket.choose(ways) as (...args: unknown[]) => unknown;
  assert.equal(choice("a", 1, 2, 3), "a");
  assert.equal(choice(5, 6, 7), "default");
  assert.equal(choice(undefined, "x"), "default");
  assert.equal(choice(null), "default");
  assert.deepEqual(given, [
    ["a", 1, 2],
    ["default", 5, 6],
    ["default", undefined, "x"],
    ["default", null, undefined],
  ]);
  assert.throws(() => choice("b"), /^Error: unknown key \(b\)$/);
  assert.throws(() => choice("toString"), /^Error: unknown key \(toString\)$/);
  assert.throws(
    () => (socket.choose({ a: note("a") }) as () => unknown)(),
    /^Error: unknown key \(default\)$/,
  );
  Object.assign(ways, { later: note("later") });
  assert.equal(choice("later"), "later");
});

test("skip gives an array, of as many values as are left", () => {
  assert.deepEqual(socket.skip(1, undefined, undefined, 3, null), [undefined, 3, null]);
  assert.deepEqual(socket.skip(2, 1, 2), []);
  assert.deepEqual(socket.skip(-1, 1), [-1, 1]);
  assert.deepEqual(socket.skip(-5, 1), [-5, 1]);
  const [, port] = socket.skip<unknown>(0, "127.0.0.1", 80);
  assert.equal(port, 80);
});

test("a source until the end says so where the end cuts a character, and keeps the bytes", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send(Buffer.from([0x61, 0x62, 0xe2, 0x82]));
  peer.close();
  const source = socket.source("until-closed", client);
  assert.deepEqual(source(), ["ab"]);
  assert.throws(() => source(), /not UTF-8/);
  assert.deepEqual(client.setencoding("latin1").receive("*a"), ["\xe2\x82"]);
  assert.deepEqual(source(), [undefined]);
});
