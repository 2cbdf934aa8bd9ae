import assert from "node:assert/strict";
import test from "node:test";
import socket, { type TcpClient, type TcpObject } from "luasocket";
import { connectedPair, must } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

/** The object as someone without types sees it. */
type Loose = Record<string, (...args: unknown[]) => unknown>;
const loose = (object: unknown) => object as Loose;
const call = (object: unknown, method: string, ...args: unknown[]) =>
  (loose(object)[method] as Loose[string]).call(object, ...args);

const misuse: readonly [method: string, args: readonly unknown[], message: string][] = [
  ["receive", ["*z"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", ["l"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [" "], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [""], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [-1], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [Number.NaN], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [true], "bad argument #1 to 'receive' (string expected, got boolean)"],
  ["receive", ["*l", {}], "bad argument #2 to 'receive' (string expected, got object)"],
  ["send", [undefined], "bad argument #1 to 'send' (string expected, got undefined)"],
  ["send", [{}], "bad argument #1 to 'send' (string expected, got object)"],
  ["send", ["x", {}], "bad argument #2 to 'send' (number expected, got object)"],
  ["send", ["x", 1, "y"], "bad argument #3 to 'send' (number expected, got string)"],
  ["settimeout", ["soon"], "bad argument #1 to 'settimeout' (number expected, got string)"],
  ["settimeout", [1, "x"], "bad argument #2 to 'settimeout' (invalid timeout mode)"],
  ["settimeout", [1, ""], "bad argument #2 to 'settimeout' (invalid timeout mode)"],
  ["shutdown", ["foo"], "bad argument #1 to 'shutdown' (invalid option 'foo')"],
  ["setoption", ["foo", 1], "bad argument #1 to 'setoption' (unsupported option `foo')"],
  [
    "setoption",
    ["x".repeat(50), 1],
    `bad argument #1 to 'setoption' (unsupported option \`${"x".repeat(35)}')`,
  ],
  ["setoption", ["error", 1], "bad argument #1 to 'setoption' (unsupported option `error')"],
  ["setoption", ["keepalive", 1], "bad argument #2 to 'setoption' (boolean expected, got number)"],
  ["setoption", ["linger", true], "bad argument #2 to 'setoption' (table expected, got boolean)"],
  ["setoption", ["linger", {}], "bad argument #2 to 'setoption' (boolean 'on' field expected)"],
  ["setoption", ["linger", { on: true }], "bad argument #2 to 'setoption' (number 'timeout' field expected)"],
  ["setoption", ["recv-buffer-size", "big"], "bad argument #2 to 'setoption' (number expected, got string)"],
  ["getoption", ["ipv6-v6only"], "bad argument #1 to 'getoption' (unsupported option `ipv6-v6only')"],
  ["receive", [null], "bad argument #1 to 'receive' (string expected, got null)"],
  ["receive", [[]], "bad argument #1 to 'receive' (string expected, got object)"],
  ["receive", [10n], "bad argument #1 to 'receive' (string expected, got bigint)"],
  ["receive", ["*"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", ["*L"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", ["a"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", ["-1"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [-0.5], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [Number.NEGATIVE_INFINITY], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [5, null], "bad argument #2 to 'receive' (string expected, got null)"],
  ["receive", ["*a", true], "bad argument #2 to 'receive' (string expected, got boolean)"],
  ["receive", ["*z", {}], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["send", [null], "bad argument #1 to 'send' (string expected, got null)"],
  ["send", [true], "bad argument #1 to 'send' (string expected, got boolean)"],
  ["send", [new ArrayBuffer(2)], "bad argument #1 to 'send' (string expected, got object)"],
  ["send", [new Uint16Array(2)], "bad argument #1 to 'send' (string expected, got object)"],
  ["send", ["x", null], "bad argument #2 to 'send' (number expected, got null)"],
  ["send", ["x", 1, []], "bad argument #3 to 'send' (number expected, got object)"],
  ["settimeout", [{}], "bad argument #1 to 'settimeout' (number expected, got object)"],
  ["settimeout", [1, null], "bad argument #2 to 'settimeout' (string expected, got null)"],
  ["settimeout", [1, "B"], "bad argument #2 to 'settimeout' (invalid timeout mode)"],
  ["shutdown", [""], "bad argument #1 to 'shutdown' (invalid option '')"],
  ["shutdown", [1], "bad argument #1 to 'shutdown' (invalid option '1')"],
  ["shutdown", ["toString"], "bad argument #1 to 'shutdown' (invalid option 'toString')"],
  ["shutdown", [{}], "bad argument #1 to 'shutdown' (string expected, got object)"],
  ["setoption", [], "bad argument #1 to 'setoption' (string expected, got undefined)"],
  ["setoption", [5, 1], "bad argument #1 to 'setoption' (unsupported option `5')"],
  ["setoption", ["tcp-nodelay"], "bad argument #2 to 'setoption' (boolean expected, got undefined)"],
  ["setoption", ["tcp-keepcnt", null], "bad argument #2 to 'setoption' (number expected, got null)"],
  ["setoption", ["linger", null], "bad argument #2 to 'setoption' (table expected, got null)"],
  [
    "setoption",
    ["linger", { on: 1, timeout: 1 }],
    "bad argument #2 to 'setoption' (boolean 'on' field expected)",
  ],
  ["getoption", ["toString"], "bad argument #1 to 'getoption' (unsupported option `toString')"],
  ["getoption", [], "bad argument #1 to 'getoption' (string expected, got undefined)"],
  ["setfd", [], "bad argument #1 to 'setfd' (number expected, got undefined)"],
  ["setfd", [Number.NaN], "bad argument #1 to 'setfd' (descriptor expected)"],
  ["setfd", [-2], "bad argument #1 to 'setfd' (descriptor expected)"],
  ["setfd", [Number.POSITIVE_INFINITY], "bad argument #1 to 'setfd' (descriptor expected)"],
  ["setstats", ["x"], "bad argument #1 to 'setstats' (number expected, got string)"],
  ["setstats", [1, {}], "bad argument #2 to 'setstats' (number expected, got object)"],
  ["setstats", [1, 1, null], "bad argument #3 to 'setstats' (number expected, got null)"],
  ["setencoding", ["toString"], "bad argument #1 to 'setencoding' (invalid option 'toString')"],
  ["setencoding", [], "bad argument #1 to 'setencoding' (invalid option 'undefined')"],
  ["connect", [null, 1], "bad argument #1 to 'connect' (string expected, got null)"],
  ["setfd", ["x"], "bad argument #1 to 'setfd' (number expected, got string)"],
  ["setfd", [2 ** 40], "bad argument #1 to 'setfd' (descriptor expected)"],
  ["setencoding", ["utf16"], "bad argument #1 to 'setencoding' (invalid option 'utf16')"],
  ["connect", [], "bad argument #1 to 'connect' (string expected, got undefined)"],
  ["connect", ["127.0.0.1", {}], "bad argument #2 to 'connect' (string expected, got object)"],
  ["accept", [], "calling 'accept' on bad self (tcp{server} expected)"],
  ["bind", ["*", 0], "calling 'bind' on bad self (tcp{master} expected)"],
  ["listen", [], "calling 'listen' on bad self (tcp{master} expected)"],
];

for (const [method, args, message] of misuse) {
  const shown = args
    .map((arg) => (/number|bigint/.test(typeof arg) ? String(arg) : JSON.stringify(arg)))
    .join(", ");
  test(`${method}(${shown.slice(0, 60)}) on a client throws "${message.slice(0, 80)}"`, (t) => {
    const { client } = connectedPair(t);
    assert.throws(() => call(client, method, ...args), { name: "TypeError", message });
  });
}

const classOf: Readonly<Record<string, string>> = {
  accept: "tcp{server}",
  bind: "tcp{master}",
  listen: "tcp{master}",
  getstats: "tcp{client}",
  receive: "tcp{client}",
  send: "tcp{client}",
  setstats: "tcp{client}",
  shutdown: "tcp{client}",
};

test("a method of another class is refused, whatever its arguments, also after a close", (t) => {
  const objects = [must(socket.tcp4()), must(socket.bind("127.0.0.1", 0)), connectedPair(t).client];
  for (const closed of [false, true]) {
    for (const object of objects) {
      for (const [method, wanted] of Object.entries(classOf)) {
        if (object.class === wanted) continue;
        for (const args of [[], ["x", {}]]) {
          const message = `calling '${method}' on bad self (${wanted} expected)`;
          assert.throws(() => call(object, method, ...args), { name: "TypeError", message });
        }
      }
    }
    if (!closed) for (const object of objects) object.close();
  }
});

test("an object tells its class and its descriptor", (t) => {
  const [lazy] = socket.tcp();
  const server = must(socket.bind("127.0.0.1", 0));
  const { client } = connectedPair(t);
  assert.equal(String(lazy), "tcp{master}: -1");
  assert.equal(String(server), `tcp{server}: ${server.getfd()}`);
  assert.equal(String(client), `tcp{client}: ${client.getfd()}`);
  server.close();
  assert.equal(String(server), "tcp{server}: -1");
});

test("functions of the namespace check what they get", () => {
  const namespace = socket as unknown as Loose;
  const cases: readonly [name: string, args: readonly unknown[], message: RegExp][] = [
    ["connect", [], /bad argument #1 to 'connect' \(string expected, got undefined\)/],
    ["connect", ["127.0.0.1"], /bad argument #2 to 'connect' \(string expected, got undefined\)/],
    ["connect", ["127.0.0.1", 1, {}], /bad argument #3 to 'connect' \(string expected, got object\)/],
    ["connect", ["127.0.0.1", 1, "*", 0, "inet4"], /bad argument #5 to 'connect' \(invalid option 'inet4'\)/],
    ["bind", ["*"], /bad argument #2 to 'bind' \(string expected, got undefined\)/],
    ["bind", ["*", 0, "many"], /bad argument #3 to 'bind' \(number expected, got string\)/],
    ["select", ["x"], /bad argument #1 to 'select' \(table expected, got string\)/],
    ["select", [[], 1], /bad argument #2 to 'select' \(table expected, got number\)/],
    ["select", [[], [], "x"], /bad argument #3 to 'select' \(number expected, got string\)/],
    ["sleep", ["long"], /bad argument #1 to 'sleep' \(number expected, got string\)/],
  ];
  for (const [name, args, message] of cases) {
    assert.throws(() => (namespace[name] as Loose[string])(...args), { name: "TypeError", message });
  }
});

test("hosts and ports that are none are values, not exceptions", () => {
  const noHost = "host or service not provided, or not known";
  const noService = "service not supported for socket type";
  const cases: readonly [host: string, port: number | string, failure: string][] = [
    ["", 80, noHost],
    ["no such host", 80, noHost],
    ["[::1]", 80, noHost],
    ["127.0.0.1", 65536, noService],
    ["127.0.0.1", -1, noService],
    ["127.0.0.1", 80.5, noService],
    ["127.0.0.1", Number.NaN, noService],
    ["127.0.0.1", "no such service", noService],
    ["127.0.0.1", "0x50", noService],
  ];
  for (const [host, port, failure] of cases) {
    assert.deepEqual(socket.connect(host, port), [undefined, failure], `${host} ${port}`);
    assert.deepEqual(socket.bind(host, port), [undefined, failure], `${host} ${port}`);
  }
});

test("every method of a closed client answers", (t) => {
  const { client } = connectedPair(t);
  client.close();
  assert.equal(client.close(), 1);
  assert.equal(client.getfd(), -1);
  assert.deepEqual(client.receive(), [undefined, "closed", ""]);
  assert.deepEqual(client.receive(0), [undefined, "closed", ""]);
  assert.deepEqual(client.getsockname(), [undefined, "Bad file descriptor"]);
  assert.deepEqual(client.getpeername(), [undefined, "Bad file descriptor"]);
  assert.deepEqual(client.getoption("keepalive"), [undefined, "getsockopt failed"]);
  assert.deepEqual(client.setoption("keepalive", true), [undefined, "setsockopt failed"]);
  assert.equal(client.shutdown(), 1);
  assert.equal(client.settimeout(1), 1);
  assert.equal(client.dirty(), false);
  assert.equal(client.class, "tcp{client}");
});

test("every method of a closed server and of a closed master answers", () => {
  const server = must(socket.bind("127.0.0.1", 0));
  const master = must(socket.tcp4());
  const noDescriptor = [undefined, "Bad file descriptor"];
  for (const object of [server, master]) {
    object.settimeout(3);
    assert.deepEqual([object.close(), object.close()], [1, 1]);
    assert.deepEqual(object.getsockname(), noDescriptor);
    assert.deepEqual(object.getpeername(), noDescriptor);
    assert.deepEqual(object.getoption("reuseaddr"), [undefined, "getsockopt failed"]);
    assert.deepEqual(object.setoption("reuseaddr", true), [undefined, "setsockopt failed"]);
    assert.deepEqual(object.gettimeout(), [3, -1]);
    assert.deepEqual([object.dirty(), object.getfd(), object.getfamily()], [false, -1, "inet4"]);
    assert.deepEqual(socket.select([object], [object], 0), [[], [], "timeout"]);
  }
  assert.deepEqual(server.accept(), [undefined, "closed"]);
  assert.deepEqual(master.listen(), noDescriptor);
  // A closed object may be used again.
  assert.deepEqual(master.bind("127.0.0.1", 0), [1]);
  assert.deepEqual(master.listen(), [1]);
  const port = master.getsockname()[1] as number;
  assert.deepEqual((server as TcpObject).connect("127.0.0.1", port), [1]);
  assert.equal(server.class, "tcp{client}");
  server.close();
  master.close();
});

test("patterns and numbers are taken in the forms that Lua takes", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("line\n1234567890rest");
  assert.deepEqual(call(client, "receive", "*line"), ["line"]);
  assert.deepEqual(call(client, "receive", "2"), ["12"]);
  assert.deepEqual(call(client, "receive", "0x2"), ["34"]);
  assert.deepEqual(call(client, "receive", 2.7), ["56"]);
  assert.deepEqual(call(client, "receive", " 1 "), ["7"]);
  assert.deepEqual(call(client, "receive", 3, 12), ["128"]);
  assert.deepEqual(call(client, "send", "xyz", "2", " 2"), [2]);
  assert.equal(call(client, "settimeout", "0.5", "total"), 1);
  assert.deepEqual(client.gettimeout(), [-1, 0.5]);
  client.settimeout(10, "t");
  peer.shutdown("send");
  assert.deepEqual(call(client, "receive", "*all"), ["90rest"]);
});

test("settimeout keeps what it is given; left out, or null, is no limit", () => {
  const [tcp] = socket.tcp();
  assert.deepEqual(tcp.gettimeout(), [-1, -1]);
  for (const seconds of [0, 1.5, -7, 1e10, Number.POSITIVE_INFINITY]) {
    tcp.settimeout(seconds);
    tcp.settimeout(seconds, "r");
    assert.deepEqual(tcp.gettimeout(), [seconds, seconds]);
  }
  tcp.settimeout();
  assert.deepEqual(tcp.gettimeout(), [-1, Number.POSITIVE_INFINITY]);
  tcp.settimeout(null as never, "t");
  tcp.settimeout(Number.NaN);
  assert.deepEqual(tcp.gettimeout(), [-1, -1]);
});

test("setstats sets what is given and leaves the rest; counts are whole and not below 0", (t) => {
  const { client } = connectedPair(t);
  assert.equal(client.setstats(10.9, -5), 1);
  assert.deepEqual(client.getstats().slice(0, 2), [10, 0]);
  client.setstats(undefined, 7);
  assert.deepEqual(client.getstats().slice(0, 2), [10, 7]);
  client.setstats(undefined, undefined, 100);
  assert.ok(client.getstats()[2] >= 100);
});

test("hostile arguments throw or answer, and never break the process", (t) => {
  const hostile: readonly unknown[] = [
    undefined,
    null,
    true,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    "",
    "\0",
    "x".repeat(300),
    Symbol("s"),
    10n,
    {},
    [],
    () => {},
    new Uint8Array(0),
    new Uint8Array(new SharedArrayBuffer(8)),
    new Proxy({}, {}),
  ];
  const methods = [
    "accept",
    "bind",
    "connect",
    "getoption",
    "setoption",
    "listen",
    "receive",
    "send",
    "setencoding",
    "setstats",
    "settimeout",
    "shutdown",
    "getsockname",
    "getstats",
  ];
  const { client } = connectedPair(t);
  const objects: (TcpClient | TcpObject)[] = [client, socket.tcp()[0], must(socket.tcp4())];
  for (const object of objects) {
    for (const method of methods) {
      for (const first of hostile) {
        for (const second of hostile) {
          // Nothing that works may wait, or turn to a host beyond this machine.
          object.settimeout(0);
          try {
            call(object, method, first, second);
          } catch (error) {
            assert.ok(error instanceof Error, String(error));
          }
        }
      }
    }
    object.close();
  }
});

test("choose takes ways by their names only, and only such as can be called", () => {
  const choose = socket.choose as unknown as (...args: unknown[]) => (name: unknown) => unknown;
  assert.throws(() => choose(undefined), /bad argument #1 to 'choose' \(table expected, got undefined\)/);
  assert.throws(() => choose({ way: 1 })("way"), /unknown key \(way\)/);
});
