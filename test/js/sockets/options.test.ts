import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type TcpClient, type TcpObject } from "luasocket";
import { connectedPair, must, reset } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

/** An object of each class; all have the same options. */
const classes: readonly [name: string, make: (t: TestContext) => TcpObject][] = [
  ["master", () => must(socket.tcp4())],
  ["server", () => must(socket.bind("127.0.0.1", 0)) as TcpObject],
  ["client", (t) => connectedPair(t).client as TcpObject],
];

// Each value is set and then read; the second differs from the first, and at least one from the default.
const readable = [
  ["keepalive", [true, false]],
  ["reuseaddr", [true, false]],
  ["reuseport", [true, false]],
  ["tcp-nodelay", [true, false]],
  ["tcp-keepidle", [77, 1]],
  ["tcp-keepintvl", [33, 32767]],
  ["tcp-keepcnt", [5, 127]],
  [
    "linger",
    [
      { on: true, timeout: 7 },
      { on: true, timeout: 0 },
      { on: false, timeout: 0 },
    ],
  ],
] as const;

for (const [className, make] of classes) {
  for (const [name, values] of readable) {
    test(`the option ${name} of a ${className} is read as it was set`, (t) => {
      const object = make(t);
      t.after(() => object.close());
      for (const value of values) {
        assert.deepEqual(object.setoption(name, value as never), [1]);
        assert.deepEqual(object.getoption(name), [value]);
      }
    });
  }
}

for (const name of ["recv-buffer-size", "send-buffer-size"] as const) {
  test(`the option ${name} is doubled by Linux, which has a least size too (socket(7))`, (t) => {
    const { client } = connectedPair(t);
    assert.deepEqual(client.setoption(name, 10_000), [1]);
    assert.deepEqual(client.getoption(name), [20_000]);
    assert.deepEqual(client.setoption(name, 0), [1]);
    assert.ok(must(client.getoption(name)) > 0);
  });
}

test("options that can only be set are set, and reading them throws", (t) => {
  const server = must(socket.tcp4());
  t.after(() => server.close());
  const values = { "tcp-defer-accept": 3, "tcp-fastopen": 5, "tcp-fastopen-connect": 1 } as const;
  for (const [name, value] of Object.entries(values)) {
    assert.deepEqual(server.setoption(name as keyof typeof values, value), [1]);
    assert.throws(() => server.getoption(name as never), {
      message: `bad argument #1 to 'getoption' (unsupported option \`${name}')`,
    });
  }
});

test("ipv6-v6only is refused by an IPv4 socket; off, an IPv6 server serves IPv4 too", (t) => {
  const four = must(socket.tcp4());
  t.after(() => four.close());
  assert.deepEqual(four.setoption("ipv6-v6only", true), [undefined, "setsockopt failed"]);
  const [six, reason] = socket.tcp6();
  if (reason !== undefined) return t.skip(`no IPv6 here: ${reason}`);
  t.after(() => six.close());
  assert.deepEqual(six.setoption("ipv6-v6only", false), [1]);
  const [bound, failure] = six.bind("::", 0);
  if (bound === undefined) return t.skip(`no IPv6 here: ${failure}`);
  six.listen();
  using client = must(socket.connect("127.0.0.1", six.getsockname()[1] as number));
  six.settimeout(30);
  using accepted = must(six.accept());
  const [host, port, family] = accepted.getpeername();
  assert.deepEqual([host, port, family], ["::ffff:127.0.0.1", client.getsockname()[1], "inet6"]);
});

test("a value that the kernel refuses is a failure, not an exception", (t) => {
  const { client } = connectedPair(t);
  for (const [name, value] of [
    ["tcp-keepidle", 0],
    ["tcp-keepidle", 32_768],
    ["tcp-keepcnt", 128],
    ["tcp-keepcnt", -1],
    ["tcp-keepintvl", Number.NaN],
  ] as const) {
    assert.deepEqual(client.setoption(name, value), [undefined, "setsockopt failed"], `${name} ${value}`);
  }
});

test("the option error is the pending error, and reading it clears it", (t) => {
  const { client, peer } = connectedPair(t);
  assert.deepEqual(client.getoption("error"), [undefined]);
  reset(peer);
  socket.select([client], undefined, 30);
  assert.deepEqual(client.getoption("error"), ["closed"]);
  assert.deepEqual(client.getoption("error"), [undefined]);

  const [refused] = socket.tcp();
  t.after(() => refused.close());
  refused.settimeout(0);
  refused.connect("127.0.0.1", 1);
  socket.select([refused], undefined, 30);
  assert.deepEqual(refused.getoption("error"), ["connection refused"]);
});

test("an object without a descriptor has no options, before its first and after its last", (t) => {
  const [lazy] = socket.tcp();
  const { client } = connectedPair(t);
  client.close();
  for (const object of [lazy, client] as TcpClient[]) {
    for (const [name, [value]] of readable) {
      assert.deepEqual(object.setoption(name, value as never), [undefined, "setsockopt failed"]);
      assert.deepEqual(object.getoption(name), [undefined, "getsockopt failed"]);
    }
    assert.deepEqual(object.getoption("error"), [undefined, "getsockopt failed"]);
  }
});

test("a client that lingers for no time resets its peer when it is closed", (t) => {
  const { client, peer } = connectedPair(t);
  client.setoption("linger", { on: true, timeout: 0 });
  client.close();
  socket.select([peer], undefined, 30);
  assert.deepEqual(peer.getoption("error"), ["closed"]);
});
