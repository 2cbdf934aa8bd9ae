// The TCP of the first LuaSocket 2.0: what its manual says, and what its code did where that is silent.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type Tcp20Object } from "luasocket/2.0";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { scriptedPeer } from "../../support/scripted-peer.ts";

leavesNoSocketOpen();

interface Pair {
  readonly client: Tcp20Object;
  readonly peer: Tcp20Object;
}

function pair(t: TestContext): Pair {
  const server = must(socket.bind("127.0.0.1", 0));
  const [, port] = server.getsockname();
  const client = must(socket.connect("127.0.0.1", port as number));
  const peer = must(server.accept());
  server.close();
  for (const end of [client, peer]) {
    end.settimeout(10, "t");
    t.after(() => end.close());
  }
  return { client, peer };
}

test("the namespace says which LuaSocket it is", () => {
  assert.equal(socket._VERSION, "LuaSocket 2.0");
});

test("receive without a pattern gives a line and no error", (t) => {
  const { client, peer } = pair(t);
  peer.send("one\r\ntwo\n");
  assert.deepEqual(client.receive(), ["one", undefined]);
  assert.deepEqual(client.receive(undefined), ["two", undefined]);
});

test("several patterns are met from left to right, each with a value, and the error comes last", (t) => {
  const { client, peer } = pair(t);
  peer.send("line\nxyzrest\n12");
  assert.deepEqual(client.receive("*l", 3, "*l", "2" as unknown as number), [
    "line",
    "xyz",
    "rest",
    "12",
    undefined,
  ]);
});

test("what came before the end stands in place, and nothing behind it", (t) => {
  const { client, peer } = pair(t);
  peer.send("a\nbc");
  peer.close();
  assert.deepEqual(client.receive("*l", "*l", "*l"), ["a", "bc", undefined, "closed"]);
});

test("what came before the timeout stands in place, and has been consumed", (t) => {
  const { client, peer } = pair(t);
  client.settimeout(0);
  peer.send("ab");
  assert.deepEqual(client.receive(2, "*l"), ["ab", "", "timeout"]);
  peer.send("c");
  assert.deepEqual(client.receive(2, "*l"), ["c", undefined, "timeout"]);
  assert.deepEqual(client.receive(1), ["", "timeout"]);
});

test('"*a" is met by the end of the stream, even of an empty one, again and again', (t) => {
  const { client, peer } = pair(t);
  peer.send("everything");
  peer.close();
  assert.deepEqual(client.receive("*a", "*a"), ["everything", "", undefined]);
  assert.deepEqual(client.receive("*a"), ["", undefined]);
});

test('a pattern behind "*a" finds the stream closed', (t) => {
  const { client, peer } = pair(t);
  peer.send("x");
  peer.close();
  assert.deepEqual(client.receive("*a", "*l", 3), ["x", "", undefined, "closed"]);
});

test('a reset is an end for "*a", and closed for the others', (t) => {
  for (const [pattern, expected] of [
    ["*a", ["got", undefined]],
    ["*l", ["got", "closed"]],
    [5, ["got", "closed"]],
  ] as const) {
    const { client, peer } = pair(t);
    peer.send("got");
    client.receive(0);
    socket.select([client], undefined, 10);
    peer.setoption("linger", { on: true, timeout: 0 });
    // Unread bytes in a kernel's queue may be dropped by a reset: they are read into our buffer first.
    client.settimeout(0);
    assert.deepEqual(client.receive(1), ["g", undefined]);
    peer.close();
    client.settimeout(10);
    const [rest, err] = client.receive(pattern);
    assert.deepEqual([`g${rest}`, err], expected);
  }
});

test("0 bytes are met without a look at the connection, also of a closed socket", (t) => {
  const { client } = pair(t);
  assert.deepEqual(client.receive(0, 0), ["", "", undefined]);
  client.close();
  assert.deepEqual(client.receive(0), ["", undefined]);
  assert.deepEqual(client.receive(0, 1), ["", "", "closed"]);
});

for (const wrong of ["*line", "l", "*z", "", -1, Number.NaN]) {
  test(`receive(2, ${JSON.stringify(wrong)}) raises before anything is read`, (t) => {
    const { client, peer } = pair(t);
    peer.send("ab\n");
    assert.throws(() => client.receive(2, wrong as "*l"), {
      name: "TypeError",
      message: "bad argument #2 to 'receive' (invalid receive pattern)",
    });
    assert.deepEqual(client.receive(), ["ab", undefined]);
  });
}

test("a character that a timeout cuts waits for its rest", (t) => {
  const { client, peer } = pair(t);
  client.settimeout(0);
  const euro = Buffer.from("€");
  peer.send("a\nb");
  peer.send(euro.subarray(0, 2));
  assert.deepEqual(client.receive("*l", "*l"), ["a", "b", "timeout"]);
  peer.send(euro.subarray(2));
  peer.send("\n");
  assert.deepEqual(client.receive(), ["€", undefined]);
});

test("where one result is not UTF-8, none of them is consumed", (t) => {
  const { client, peer } = pair(t);
  peer.send(Buffer.from("first\n\xff\xfe\n", "latin1"));
  assert.throws(() => client.receive("*l", "*l"), /not UTF-8/);
  assert.deepEqual(client.setencoding("latin1").receive("*l", "*l"), ["first", "\xff\xfe", undefined]);
});

test("under the encoding buffer, results are Buffers", (t) => {
  const { client, peer } = pair(t);
  peer.send("ab\r\nc");
  assert.deepEqual(client.setencoding("buffer").receive("*l", 1), [
    Buffer.from("ab"),
    Buffer.from("c"),
    undefined,
  ]);
});

test("send takes several strings and counts the bytes of all", (t) => {
  const { client, peer } = pair(t);
  assert.deepEqual(client.send("ab", "€", 12, Buffer.from("x"), ""), [8]);
  peer.settimeout(0);
  assert.deepEqual(peer.receive(8), ["ab€12x", undefined]);
});

test("numbers behind the first string are data, no indices", (t) => {
  const { client, peer } = pair(t);
  assert.deepEqual(client.send("hello", 2, 3), [7]);
  assert.deepEqual(peer.receive(7), ["hello23", undefined]);
});

test("undefined ends the list of strings, and no string at all sends nothing", (t) => {
  const { client, peer } = pair(t);
  assert.deepEqual(client.send("a", undefined, "b"), [1]);
  assert.deepEqual(client.send(), [0]);
  client.close();
  assert.deepEqual(peer.receive("*a"), ["a", undefined]);
});

test("strings are checked before any is sent", (t) => {
  const { client, peer } = pair(t);
  assert.throws(() => client.send("a", {} as string), {
    message: "bad argument #2 to 'send' (string expected, got object)",
  });
  client.close();
  assert.deepEqual(peer.receive("*a"), ["", undefined]);
});

test("send tells how much was accepted before a timeout and on a closed socket", (t) => {
  const { client } = pair(t);
  client.settimeout(0);
  const large = "x".repeat(32 * 1024 * 1024);
  const [total, err] = client.send("first", large, "last");
  assert.equal(err, "timeout");
  assert.ok(total > 5 && total < large.length);
  client.close();
  assert.deepEqual(client.send("x"), [0, "closed"]);
  assert.deepEqual(client.send(""), [0]);
});

test("the block limit is fresh for each wait", async (t) => {
  const port = await scriptedPeer(t, ["a", 100, "b", 100, "c", 100, "d", 100, "e\n"]);
  const client = must(socket.connect("127.0.0.1", port));
  t.after(() => client.close());
  // Half a second in all, and no wait of more than 100 ms: a deadline of 0.4 s would end it.
  client.settimeout(0.4);
  const start = socket.gettime();
  assert.deepEqual(client.receive("*l"), ["abcde", undefined]);
  assert.ok(socket.gettime() - start >= 0.39);
});

test("addresses have two values, and no family", (t) => {
  const { client, peer } = pair(t);
  assert.deepEqual(client.getsockname(), peer.getpeername());
  assert.equal(client.getsockname().length, 2);
  client.close();
  assert.deepEqual(client.getpeername(), [undefined, "Bad file descriptor"]);
});

test("a master has an IPv4 descriptor at once", () => {
  const master = must(socket.tcp());
  assert.ok(master.getfd() >= 0);
  assert.deepEqual(master.setoption("reuseaddr", true), [1]);
  assert.deepEqual(master.bind("::1", 0), [undefined, "Address family for hostname not supported"]);
  assert.deepEqual(master.bind("127.0.0.1", 0), [1]);
  assert.deepEqual(master.listen(), [1]);
  assert.equal(master.class, "tcp{server}");
  master.close();
});

test("timeout is the old name of settimeout", (t) => {
  const { client } = pair(t);
  client.timeout(3);
  client.timeout(4, "t");
  assert.deepEqual(client.gettimeout(), [3, 4]);
});
